import { expect, test } from "vitest";
import { isId, newId } from "./ids";

test("ids are different, and sort in the order they were made", () => {
  const ids = Array.from({ length: 10_000 }, newId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
  expect(ids.every(isId)).toBe(true);
});
