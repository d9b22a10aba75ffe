import { expect, test } from "vitest";
import type { TaskDeadline } from "@/server/domain/tasks/schema";
import { clockState, comingUp, pauseOf } from "./sla-state";

const deadline = (more: Partial<TaskDeadline>): TaskDeadline => ({
  clock: "claimWithin",
  startedAt: "2026-05-01T10:00:00Z",
  dueAt: "2026-05-01T10:10:00Z",
  firedAt: null,
  stoppedAt: null,
  metAt: null,
  act: "missed",
  to: null,
  consequence: "",
  ...more,
});
const free = { claimedBy: null };
const mia = { claimedBy: { type: "user" as const, id: "1", name: "Mia" } };
const then = "2026-05-01T10:05:00Z";

test("a clock that somebody's claim has halted is met; one that a pause has stands", () => {
  expect(clockState(deadline({}), free)).toBe("running");
  expect(clockState(deadline({ stoppedAt: then }), mia)).toBe("met");
  expect(clockState(deadline({ stoppedAt: then }), free)).toBe("paused");
  expect(clockState(deadline({ clock: "completeWithin", stoppedAt: then }), mia)).toBe("paused");
});

test("missed and still open is told apart from done late", () => {
  expect(clockState(deadline({ firedAt: then }), free)).toBe("missed");
  expect(clockState(deadline({ firedAt: then, metAt: then }), mia)).toBe("late");
});

test("what comes next is in order, one line a moment, and ends with the expiry", () => {
  const coming = comingUp([
    deadline({ clock: "completeWithin", dueAt: "2026-05-01T11:00:00Z" }),
    deadline({ act: "reassign", to: "L2" }),
    deadline({}),
    deadline({ clock: "expireAfter", act: "expire", dueAt: "2026-05-01T10:30:00Z" }),
    deadline({ act: "notify", dueAt: "2026-05-01T10:08:00Z", firedAt: then }),
  ]);
  expect(coming.map(({ act, clock }) => `${act} ${clock}`)).toEqual([
    "reassign claimWithin",
    "expire expireAfter",
  ]);
});

test("clocks of a merged task stand still for the other one, not for the customer", () => {
  const still = { mergedInto: null, snoozedUntil: null, waitingSince: "2026-03-02T09:00:00.000Z" };
  expect(pauseOf(still)).toBe("waiting");
  expect(pauseOf({ ...still, mergedInto: "another" })).toBe("merged");
});
