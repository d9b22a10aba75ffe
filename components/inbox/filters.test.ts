import { describe, expect, it } from "vitest";
import { inboxAddress, readFilters } from "./filters";

describe("the inbox's address", () => {
  it("says nothing about what is as usual", () => {
    expect(inboxAddress(readFilters(new URLSearchParams()))).toBe("/inbox");
    expect(inboxAddress(readFilters(new URLSearchParams("view=closed")))).toBe("/inbox?view=closed");
  });

  it("gives back the filters it was made from", () => {
    const filters = readFilters(
      new URLSearchParams("view=open&sort=newest&status=claimed&team=support-l1&q=re%20fund"),
    );
    expect(filters).toEqual({
      view: "open",
      sort: "newest",
      status: "claimed",
      team: "support-l1",
      text: "re fund",
    });
    expect(readFilters(new URLSearchParams(inboxAddress(filters).split("?")[1]))).toEqual(filters);
  });

  it("ignores what it does not know, and states that its view cannot hold", () => {
    const filters = readFilters(new URLSearchParams("view=secret&sort=up&status=completed&q=%20"));
    expect(filters).toMatchObject({ view: "teams", sort: "deadline", status: undefined, text: undefined });
  });
});
