import type { BreakerState } from "./schema";

/** So many failures in a row open a breaker. */
export const FAILURES_IN_A_ROW = 5;
/** So does a share of failures among at least so many calls of the last minute, in one process. */
const WINDOW_MS = 60_000;
const WINDOW_CALLS = 20;
const WINDOW_SHARE = 0.5;

/** How long it stays open: longer each time that the call which tried was in vain. */
const OPEN_SECONDS = 30;
const MAX_OPEN_SECONDS = 600;

/** The seconds that a breaker stays open when it opens for the nth time in a row. */
export function openSeconds(opens: number): number {
  return Math.min(MAX_OPEN_SECONDS, OPEN_SECONDS * 2 ** Math.max(0, opens - 1));
}

/** Outcomes of the last minute, counted by the second. */
export class RecentCalls {
  #seconds: { at: number; calls: number; failures: number }[] = [];

  /** @returns whether the share of failures is too high. `at` in milliseconds of a clock that only goes forward */
  note(failed: boolean, at: number): boolean {
    const second = Math.floor(at / 1000);
    let last = this.#seconds.at(-1);
    if (last?.at !== second) {
      last = { at: second, calls: 0, failures: 0 };
      this.#seconds.push(last);
    }
    last.calls++;
    if (failed) last.failures++;
    this.#seconds = this.#seconds.filter((slot) => slot.at > second - WINDOW_MS / 1000);
    const calls = this.#seconds.reduce((sum, slot) => sum + slot.calls, 0);
    const failures = this.#seconds.reduce((sum, slot) => sum + slot.failures, 0);
    return failed && calls >= WINDOW_CALLS && failures >= calls * WINDOW_SHARE;
  }

  clear(): void {
    this.#seconds = [];
  }
}

/** What a process knows of a breaker. */
export interface Known {
  state: BreakerState;
  failures: number;
  /** When the next call may try, on this process's own steady clock. */
  probeAt: number;
}
