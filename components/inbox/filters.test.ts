import { describe, expect, it } from "vitest";
import {
  filtersOf,
  inboxAddress,
  isNarrowed,
  isSameQuestion,
  readFilters,
  viewQuery,
  widened,
} from "./filters";

const read = (query: string) => readFilters(new URLSearchParams(query));

describe("the inbox's address", () => {
  it("says nothing about what is as usual", () => {
    expect(inboxAddress(read(""))).toBe("/inbox");
    expect(inboxAddress(read("view=closed"))).toBe("/inbox?view=closed");
  });

  it("gives back the filters it was made from", () => {
    const filters = read(
      "view=open&sort=newest&group=team&status=claimed,created&team=support-l1,none&createdAfter=-7d&dueBefore=2026-01-31T12:00:00Z&missed=late&q=re%20fund",
    );
    expect(filters).toEqual({
      view: "open",
      sort: "newest",
      group: "team",
      status: ["claimed", "created"],
      team: ["support-l1", "none"],
      createdAfter: "-7d",
      dueBefore: "2026-01-31T12:00:00Z",
      missed: "late",
      text: "re fund",
    });
    expect(read(inboxAddress(filters).split("?")[1] ?? "")).toEqual(filters);
  });

  it("ignores what it does not know, and states that its view cannot hold", () => {
    expect(
      read("view=secret&sort=up&status=completed&priority=huge&dueAfter=soon&missed=never&q=%20"),
    ).toEqual({
      view: "teams",
      sort: "deadline",
    });
  });

  it("names the task that is open", () => {
    expect(inboxAddress(read("view=mine"), "t1")).toBe("/inbox?view=mine&task=t1");
  });
});

describe("a saved view", () => {
  it("keeps what it was made of, and knows when it was changed", () => {
    const filters = read("view=open&priority=urgent&group=team&sort=newest");
    const back = filtersOf({ id: "v1", query: viewQuery(filters) });
    expect(back).toEqual({ ...filters, saved: "v1" });
    expect(isSameQuestion(back, filters)).toBe(true);
    expect(isSameQuestion({ ...back, text: "x" }, filters)).toBe(false);
  });

  it("is narrowed until it is widened", () => {
    const filters = read("view=open&q=x&team=l1&group=team");
    expect(isNarrowed(filters)).toBe(true);
    expect(isNarrowed(widened(filters))).toBe(false);
    expect(widened(filters)).toEqual({ view: "open", sort: "deadline", group: "team" });
  });
});
