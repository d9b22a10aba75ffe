import type { BreakerState, CallSlot } from "./schema";

/** So many failures in a row open a breaker. */
export const FAILURES_IN_A_ROW = 5;
/** So does a share of failures among at least so many calls of the last minute, in all processes together. */
const WINDOW_CALLS = 20;
const WINDOW_SHARE = 0.5;
const WINDOW_SECONDS = 60;
const SLOT_SECONDS = 5;

/** How long it stays open: longer each time that the call which tried was in vain. */
const OPEN_SECONDS = 30;
const MAX_OPEN_SECONDS = 600;

/** The seconds that a breaker stays open when it opens for the nth time in a row. */
export function openSeconds(opens: number): number {
  return Math.min(MAX_OPEN_SECONDS, OPEN_SECONDS * 2 ** Math.max(0, opens - 1));
}

/** Adds calls to the slots of the last minute. @param now epoch seconds of the database's clock */
export function addCalls(
  slots: readonly CallSlot[],
  { calls, failures }: Omit<CallSlot, "at">,
  now: number,
): CallSlot[] {
  const at = now - (now % SLOT_SECONDS);
  const last = slots.find((slot) => slot.at === at) ?? { at, calls: 0, failures: 0 };
  const kept = slots.filter((slot) => slot.at > now - WINDOW_SECONDS && slot.at !== at);
  return [...kept, { at, calls: last.calls + calls, failures: last.failures + failures }];
}

/** Whether too many of the last minute's calls failed. */
export function tooManyFailed(slots: readonly CallSlot[]): boolean {
  const calls = slots.reduce((sum, slot) => sum + slot.calls, 0);
  const failures = slots.reduce((sum, slot) => sum + slot.failures, 0);
  return calls >= WINDOW_CALLS && failures >= calls * WINDOW_SHARE;
}

/** What a process knows of a breaker. */
export interface Known {
  state: BreakerState;
  failures: number;
  /** When the next call may try, on this process's own steady clock. */
  probeAt: number;
}
