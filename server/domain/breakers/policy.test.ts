import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addCalls, openSeconds, tooManyFailed } from "./policy";
import type { CallSlot } from "./schema";

const NOW = 1_767_225_600;

describe("the calls of the last minute", () => {
  it("are all counted, and none that is older", () => {
    const second = fc.record({
      ago: fc.integer({ min: 0, max: 200 }),
      calls: fc.integer({ min: 1, max: 9 }),
      failures: fc.integer({ min: 0, max: 1 }),
    });
    fc.assert(
      fc.property(fc.array(second, { maxLength: 60 }), (made) => {
        let slots: CallSlot[] = [];
        for (const { ago, ...counted } of made.toSorted((one, other) => other.ago - one.ago))
          slots = addCalls(slots, counted, NOW - ago);
        slots = addCalls(slots, { calls: 0, failures: 0 }, NOW);
        const counted = slots.reduce((sum, { calls }) => sum + calls, 0);
        const within = (seconds: number) =>
          made.filter(({ ago }) => ago <= seconds).reduce((sum, { calls }) => sum + calls, 0);
        // A slot is dropped whole.
        expect(counted).toBeGreaterThanOrEqual(within(55));
        expect(counted).toBeLessThanOrEqual(within(60));
        expect(slots.length).toBeLessThanOrEqual(13);
      }),
    );
  });

  it("are too many failures from half of twenty on, and never of fewer", () => {
    const of = (calls: number, failures: number) => tooManyFailed([{ at: NOW, calls, failures }]);
    expect([of(19, 19), of(20, 9), of(20, 10), of(1_000, 499), of(1_000, 500)]).toEqual([
      false,
      false,
      true,
      false,
      true,
    ]);
  });
});

it("a breaker stays open twice as long each time that a try was in vain, for ten minutes at most", () => {
  expect([1, 2, 3, 4, 5, 6, 60].map(openSeconds)).toEqual([30, 60, 120, 240, 480, 600, 600]);
});
