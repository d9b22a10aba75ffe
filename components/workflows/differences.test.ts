import { expect, test } from "vitest";
import { differencesOf } from "./differences";

test("only what changed is a difference, at its own place", () => {
  const before = {
    title: "A",
    steps: { ask: { kind: "task", title: "Q", sla: { expireAfter: "1h" } }, old: { kind: "end" } },
  };
  const after = {
    title: "A",
    steps: { ask: { title: "Q?", kind: "task", sla: { expireAfter: "1h" } }, neu: { kind: "end" } },
  };
  expect(differencesOf(before, after)).toEqual([
    { path: ["steps", "ask", "title"], what: "changed", before: "Q", after: "Q?" },
    { path: ["steps", "old"], what: "removed", before: { kind: "end" } },
    { path: ["steps", "neu"], what: "added", after: { kind: "end" } },
  ]);
});

test("the same in another order is no difference, an item more in a list is one", () => {
  expect(differencesOf({ a: 1, b: [1] }, { b: [1], a: 1 })).toEqual([]);
  expect(differencesOf([1, 2], [1, 2, 3])).toEqual([{ path: ["2"], what: "added", after: 3 }]);
  expect(differencesOf({ a: [] }, { a: {} })).toEqual([
    { path: ["a"], what: "changed", before: [], after: {} },
  ]);
  expect(differencesOf(null, { a: 1 })).toEqual([
    { path: [], what: "changed", before: null, after: { a: 1 } },
  ]);
});
