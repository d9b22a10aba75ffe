import fc from "fast-check";
import { expect, test } from "vitest";
import { type Made, outcomeOf, seatFor } from "./rules";
import type { SeatedDeciders } from "./schema";

const seat = (userId: string | null, teamId: string | null = null) => ({ userId, teamId, label: "x" });
const deciders = (more: Partial<SeatedDeciders> = {}): SeatedDeciders => ({
  quorum: 2,
  veto: true,
  allowSelf: false,
  seats: [seat("a"), seat("b"), seat("c")],
  ...more,
});
const person = (id: string) => ({ type: "user" as const, id, name: id });
const made = (...verdicts: ("approve" | "reject")[]): Made[] =>
  verdicts.map((verdict, index) => ({ seat: index, by: person(`p${index}`), verdict }));
const caller = (id: string, teamIds: string[] = [], standsFor: string[] = []) => ({
  id,
  type: "user" as const,
  teamIds: new Set(teamIds),
  standsFor: new Map(standsFor.map((other) => [other, person(other)])),
});

test("n of m approve, one veto ends it, and without a veto the rest may still make it", () => {
  expect(outcomeOf(deciders(), made("approve"))).toBeNull();
  expect(outcomeOf(deciders(), made("approve", "approve"))).toBe("approved");
  expect(outcomeOf(deciders(), made("approve", "reject"))).toBe("rejected");
  expect(outcomeOf(deciders({ veto: false }), made("reject"))).toBeNull();
  expect(outcomeOf(deciders({ veto: false }), made("reject", "approve", "approve"))).toBe("approved");
  expect(outcomeOf(deciders({ veto: false }), made("reject", "reject"))).toBe("rejected");
});

test("whatever the order of the words, all seats taken is an outcome, and it never turns", () => {
  const words = fc.array(fc.constantFrom("approve" as const, "reject" as const), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(words, fc.boolean(), fc.nat(), (verdicts, veto, n) => {
      const of = deciders({ veto, quorum: 1 + (n % verdicts.length), seats: verdicts.map(() => seat("x")) });
      const outcomes = verdicts.map((_, i) => outcomeOf(of, made(...verdicts.slice(0, i + 1))));
      expect(outcomes.at(-1)).not.toBeNull();
      // The first one counts: nobody is asked after it.
      if (!veto) expect(new Set(outcomes.filter((one) => one !== null)).size).toBe(1);
    }),
  );
});

test("one person decides once, with their own seat before their team's", () => {
  const of = deciders({ seats: [seat(null, "legal"), seat("a"), seat(null, "legal")] });
  expect(seatFor(of, [], caller("a", ["legal"]), new Set())).toEqual({ seat: 1, onBehalfOf: null });
  const first: Made[] = [{ seat: 0, by: person("z"), verdict: "approve" }];
  expect(seatFor(of, first, caller("z", ["legal"]), new Set())).toEqual({
    whyNot: "You have decided already.",
  });
  expect(seatFor(of, first, caller("y", ["legal"]), new Set())).toEqual({ seat: 2, onBehalfOf: null });
  expect(seatFor(of, first, caller("x", ["sales"]), new Set())).toEqual({
    whyNot: "This decision is for others.",
  });
});

test("who asked decides neither for themselves nor through somebody who stands for them", () => {
  const asked = new Set(["a"]);
  expect(seatFor(deciders(), [], caller("a"), asked)).toHaveProperty("whyNot");
  expect(seatFor(deciders(), [], caller("d", [], ["a"]), asked)).toHaveProperty("whyNot");
  expect(seatFor(deciders(), [], caller("d", [], ["b"]), asked)).toMatchObject({
    seat: 1,
    onBehalfOf: { id: "b" },
  });
  expect(seatFor(deciders({ allowSelf: true }), [], caller("a"), asked)).toEqual({
    seat: 0,
    onBehalfOf: null,
  });
});
