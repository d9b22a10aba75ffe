import { expect, test } from "vitest";
import { Turns } from "./turns";

const ids = (...of: string[]) => new Set(of);

test("an answer that was overtaken tells nothing of what the later one told, and all of the rest", () => {
  const turns = new Turns();
  const first = turns.begin();
  const second = turns.begin();
  expect(second.newest(ids("a", "b"))).toEqual(ids("a", "b"));
  second.end();
  expect(first.newest(ids("b", "c"))).toEqual(ids("c"));
  first.end();
});

test("answers in the order of their questions all count, however many are under way", () => {
  const turns = new Turns();
  const first = turns.begin();
  const second = turns.begin();
  expect(first.newest(ids("a"))).toEqual(ids("a"));
  expect(second.newest(ids("a"))).toEqual(ids("a"));
});

test("a question that failed keeps no other from being answered", () => {
  const turns = new Turns();
  turns.begin().end();
  const next = turns.begin();
  expect(next.newest(ids("a"))).toEqual(ids("a"));
});
