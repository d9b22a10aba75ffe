import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDuration } from "@/server/platform/duration";
import type { StepContext } from "./context";
import { retryDelay } from "./retry";

/** Of a step in one of its attempts, whose durations are written out. */
const at = (attempt: number, key = "call#1") =>
  ({
    activation: { key, attempt },
    duration: (text?: string) => (text === undefined ? undefined : parseDuration(text)),
  }) as unknown as StepContext;

const retry = { attempts: 10, delay: "1s", maxDelay: "1m" };
const told = (retryAfterMs: number, code = "http_status") => ({ code, retryAfterMs });

describe("the wait for another attempt", () => {
  it("doubles with each attempt up to the most, or stays as it is", () => {
    const plain = { ...retry, jitter: false };
    const waits = [1, 2, 3, 6, 7, 60].map((attempt) => retryDelay(at(attempt), plain, "r1"));
    expect(waits).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000]);
    expect(retryDelay(at(9), { ...plain, backoff: "fixed" }, "r1")).toBe(1_000);
  });

  it("is spread over the second half of itself, the same for the same attempt", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 12 }), (runId, attempt) => {
        const whole = retryDelay(at(attempt), { ...retry, jitter: false }, runId);
        const wait = retryDelay(at(attempt), retry, runId);
        expect(wait).toBe(retryDelay(at(attempt), retry, runId));
        expect(wait).toBeGreaterThanOrEqual(whole / 2);
        expect(wait).toBeLessThanOrEqual(whole);
      }),
    );
  });

  it("is never shorter than the other side asks for, within the step's maxDelay", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 0, max: 60_000 }), (runId, asked) => {
        expect(retryDelay(at(1), retry, runId, told(asked))).toBeGreaterThanOrEqual(asked);
      }),
    );
    expect(retryDelay(at(1), { ...retry, jitter: false }, "r1", told(86_400_000))).toBe(60_000);
  });

  it("takes what the other side asks for up to an hour where the step says nothing", () => {
    const unbounded = { attempts: 2, delay: "1s", jitter: false };
    expect(retryDelay(at(1), unbounded, "r1", told(600_000))).toBe(600_000);
    expect(retryDelay(at(1), unbounded, "r1", told(86_400_000))).toBe(3_600_000);
  });

  it("lasts until the breaker lets a call through, whatever maxDelay says", () => {
    const short = { ...retry, maxDelay: "2s" };
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 0, max: 600_000 }), (runId, open) => {
        const wait = retryDelay(at(1), short, runId, told(open, "circuit_open"));
        expect(wait).toBeGreaterThanOrEqual(open);
        expect(wait).toBeLessThanOrEqual(Math.max(2_000, open * 1.1 + 1));
      }),
    );
  });
});
