import { expect, test } from "vitest";
import { linesBetween, startsOf } from "./in-sight";

const starts = startsOf([36, 40, 40, 36, 40]);

test("lines begin where those before them end", () => {
  expect(starts).toEqual([0, 36, 76, 116, 152, 192]);
  expect(startsOf([])).toEqual([0]);
});

test("a line of which one pixel is in sight is in the page", () => {
  expect(linesBetween(starts, 75, 117)).toEqual([1, 4]);
  expect(linesBetween(starts, 76, 115)).toEqual([2, 3]);
});

test("beyond both ends there is nothing", () => {
  expect(linesBetween(starts, -640, 640)).toEqual([0, 5]);
  expect(linesBetween(starts, 500, 900)).toEqual([5, 5]);
  expect(linesBetween([0], -640, 640)).toEqual([0, 0]);
});

test("far down a long list only what is in sight is in the page", () => {
  const many = startsOf(Array.from({ length: 10_000 }, () => 40));
  expect(linesBetween(many, 200_000, 200_400)).toEqual([5000, 5011]);
});
