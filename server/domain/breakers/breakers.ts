import { log } from "@/server/platform/log";
import type { Known } from "./policy";
import { noteCalls, noteFailure, noteSuccess, readBreakers, type Stored, takeProbe } from "./queries";

/** A call that was not made, since the target is not well. */
export class BreakerOpen extends Error {
  constructor(
    readonly target: string,
    /** How long until a call may try again. */
    readonly retryAfterMs: number,
  ) {
    const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
    super(
      `${target} failed too often: calls to it are held back, and the next is let through in ${seconds} s`,
    );
    this.name = "BreakerOpen";
  }
}

export type CallOutcome<T> = { value: T } | { error: unknown };

/** What an outcome says of the target. `unknown` when it says nothing: the call was never made, or was broken off. */
export type Health = "well" | "unknown" | { fault: string };

interface Guarded<T> {
  tenantId: string;
  /** The host or connector that is called. */
  target: string;
  call(): Promise<T>;
  judge(outcome: CallOutcome<T>): Health;
}

/** The breakers as one process knows them. */
export interface Breakers {
  /**
   * Makes a call unless its target has failed too often of late. Decides from memory.
   * @throws BreakerOpen, or what the call throws
   */
  guard<T>(guarded: Guarded<T>): Promise<T>;
  /** Asks the database for what other processes found; done by itself every second while calls are made. */
  refresh(): Promise<void>;
  stop(): void;
}

/** What other processes found is known here after this long at most. */
const REFRESH_MS = 1_000;
/** Without a call for this long nobody asks any more. */
const IDLE_MS = 60_000;
const MAX_KEPT = 10_000;

const steady = () => performance.now();

/** Opens a memory of breakers. One serves a process; tests open several. */
export function openBreakers(): Breakers {
  const known = new Map<string, Known>();
  /** Calls since they were counted last, of targets that fail now and then. */
  const uncounted = new Map<string, { tenantId: string; target: string; calls: number }>();
  let timer: NodeJS.Timeout | undefined;
  let first: Promise<void> | undefined;
  let usedAt = 0;

  const keyOf = ({ tenantId, target }: { tenantId: string; target: string }) => `${tenantId}/${target}`;

  function learn(row: Stored): void {
    known.set(keyOf(row), { ...row, probeAt: steady() + row.probeInMs });
  }

  async function refresh(): Promise<void> {
    const counted = [...uncounted.values()];
    uncounted.clear();
    if (counted.length > 0) await noteCalls(counted);
    const rows = await readBreakers();
    const there = new Set(rows.map(keyOf));
    // What was closed long ago, or removed, is not among what is read.
    for (const key of known.keys()) if (!there.has(key)) known.delete(key);
    for (const row of rows) learn(row);
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
    first = undefined;
  }

  /** Resolves when this process knows what the others do. */
  function awake(): Promise<void> | undefined {
    usedAt = steady();
    if (timer) return first;
    const quietly = () =>
      refresh().catch((error: unknown) => log.debug({ err: error }, "circuit breakers not read"));
    timer = setInterval(() => {
      if (steady() - usedAt > IDLE_MS) stop();
      else void quietly();
    }, REFRESH_MS);
    timer.unref();
    first = quietly().then(() => {
      first = undefined;
    });
    return first;
  }

  /** Whether the call is the one that tries; a call that may not be made is thrown out. */
  async function admitted({ tenantId, target }: Guarded<unknown>): Promise<boolean> {
    const state = known.get(keyOf({ tenantId, target }));
    if (!state || state.state === "closed") return false;
    const wait = state.probeAt - steady();
    if (wait > 0) throw new BreakerOpen(target, wait);
    if (await takeProbe({ tenantId, target })) return true;
    // Somebody else tries, or has found it well: the next look will say.
    await refresh();
    const after = known.get(keyOf({ tenantId, target }));
    if (!after || after.state === "closed") return false;
    throw new BreakerOpen(target, Math.max(REFRESH_MS, after.probeAt - steady()));
  }

  async function settle(guarded: Guarded<unknown>, probe: boolean, health: Health): Promise<void> {
    if (health === "unknown") return;
    const key = keyOf(guarded);
    const { tenantId, target } = guarded;
    const { calls = 0 } = uncounted.get(key) ?? {};
    if (health !== "well") {
      uncounted.delete(key);
      learn(await noteFailure({ tenantId, target }, { error: health.fault, calls: calls + 1, probe }));
      return;
    }
    const state = known.get(key);
    // Of a target that never fails nobody counts anything.
    if (state && (uncounted.has(key) || uncounted.size < MAX_KEPT))
      uncounted.set(key, { tenantId, target, calls: calls + 1 });
    if (!probe && !state?.failures) return;
    await noteSuccess({ tenantId, target }, probe);
    if (probe) known.delete(key);
    else if (state?.state === "closed") state.failures = 0;
  }

  return {
    refresh,
    stop,
    async guard(guarded) {
      await awake();
      const probe = await admitted(guarded);
      const outcome = await attempt(guarded.call);
      // What the call came to is not to be lost because it could not be counted.
      await settle(guarded, probe, guarded.judge(outcome)).catch((error: unknown) =>
        log.warn({ err: error, target: guarded.target }, "circuit breaker not told"),
      );
      if ("error" in outcome) throw outcome.error;
      return outcome.value;
    },
  };
}

async function attempt<T>(call: () => Promise<T>): Promise<CallOutcome<T>> {
  try {
    return { value: await call() };
  } catch (error) {
    return { error };
  }
}

// One memory for both bundles in this process.
const shared = globalThis as { __orkestraBreakers?: Breakers };

/** The breakers of this process. */
export function breakers(): Breakers {
  shared.__orkestraBreakers ??= openBreakers();
  return shared.__orkestraBreakers;
}
