import { setTimeout as delay } from "node:timers/promises";
import { cpuMs } from "./cpu";

/** Times in milliseconds of many like things. */
export class Times {
  readonly #ms: number[] = [];

  add(ms: number): void {
    this.#ms.push(ms);
  }

  /** The time that this share (0 to 1) of them stayed within. */
  quantile(share: number): number {
    const sorted = this.#ms.toSorted((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  }
}

export interface Rate {
  perSecond: number;
  times: Times;
  /** Milliseconds of processor time for each, of all processes that take part. */
  cpuMs: number;
}

/** Does something again and again, so many at once, for so long: a new one begins when one ends. */
export async function closedLoop(atOnce: number, seconds: number, act: () => Promise<unknown>): Promise<Rate> {
  const times = new Times();
  const used = cpuMs();
  const own = process.cpuUsage();
  const began = performance.now();
  const until = began + seconds * 1000;
  let done = 0;
  const lane = async () => {
    for (let start = performance.now(); start < until; start = performance.now()) {
      await act();
      times.add(performance.now() - start);
      done++;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  if (process.env.BENCH_VERBOSE) process.stderr.write(`    here ${(process.cpuUsage(own).user + process.cpuUsage(own).system) / 1000 / done} ms each\n`);
  return { perSecond: done / ((performance.now() - began) / 1000), times, cpuMs: (cpuMs() - used) / done };
}

/** Begins something so many times a second, whether or not earlier ones have ended; times count from when each was due. */
export async function openLoop(perSecond: number, seconds: number, act: (due: number) => Promise<unknown>) {
  const times = new Times();
  const under: Promise<unknown>[] = [];
  const began = performance.now();
  let failed = 0;
  for (let n = 0; n < perSecond * seconds; n++) {
    const due = began + (n * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 1) await delay(early);
    under.push(
      act(due).then(
        () => times.add(performance.now() - due),
        () => failed++,
      ),
    );
  }
  await Promise.all(under);
  return { times, failed, perSecond: (under.length - failed) / ((performance.now() - began) / 1000) };
}

/** Waits until it is so; looks every few milliseconds. */
export async function until(isSo: () => Promise<boolean>, everyMs = 50, forSeconds = 300): Promise<void> {
  const deadline = Date.now() + forSeconds * 1000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error("waited too long");
    await delay(everyMs);
  }
}
