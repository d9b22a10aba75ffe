/** The shapes of a circuit breaker that doors and pages share. Zod only: pages import this file. */
import { z } from "zod";

/** `closed` lets calls through, `open` does not, `half_open` waits for what came of the one it let through. */
export const BreakerState = z.enum(["closed", "open", "half_open"]);
export type BreakerState = z.infer<typeof BreakerState>;

export const BreakerTarget = z.string().min(1).max(300);

export const BreakerView = z.object({
  target: z.string().describe("The host or connector that is called"),
  state: BreakerState,
  failures: z.int().describe("Failures in a row"),
  lastError: z.string().nullable(),
  openedAt: z.string().nullable(),
  nextProbeAt: z.string().nullable().describe("When the next call may try whether it is well again"),
  updatedAt: z.string(),
});
export type BreakerView = z.infer<typeof BreakerView>;

/** Calls in some seconds of the database's clock. */
export interface CallSlot {
  /** Epoch seconds at which the slot begins. */
  at: number;
  calls: number;
  failures: number;
}
