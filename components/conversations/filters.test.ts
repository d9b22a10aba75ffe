import { expect, test } from "vitest";
import { addressOf, listInput, readFilters } from "./filters";

const read = (query: string) => readFilters(new URLSearchParams(query));

test("an address says the same filters again", () => {
  const query = "view=mine&channel=email&days=7&sort=waiting&q=lost+parcel";
  expect(addressOf(read(query))).toBe(`/conversations?${query}`);
  expect(addressOf(read(query), "c1")).toBe(`/conversations/c1?${query}`);
});

test("what is unknown in an address, and what is usual, is left out", () => {
  expect(addressOf(read("view=odd&sort=size&days=9"))).toBe("/conversations");
});

test("a search is ordered by what fits best, and a list as was chosen", () => {
  expect(listInput(read("q=parcel&sort=waiting"), "me", 0)).toMatchObject({ search: "parcel" });
  expect(listInput(read("q=parcel&sort=waiting"), "me", 0)).not.toHaveProperty("sort");
  expect(listInput(read("sort=waiting"), "me", 0)).toMatchObject({ sort: "waiting" });
});

test("a period counts today as its last day", () => {
  const today = Date.parse("2026-03-10T00:00:00Z");
  expect(listInput(read("days=7"), "me", today)).toMatchObject({ from: "2026-03-04T00:00:00.000Z" });
});
