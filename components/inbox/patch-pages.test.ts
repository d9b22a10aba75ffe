import { describe, expect, it } from "vitest";
import type { InboxRow } from "@/server/domain/inbox/schema";
import type { Page } from "./pages";
import { compareRows, patchPages } from "./patch-pages";

function row(id: string, more: Partial<InboxRow> = {}): InboxRow {
  return {
    id,
    title: id,
    snippet: "",
    customer: null,
    channel: null,
    status: "assigned",
    priority: "normal",
    team: null,
    holder: null,
    claimed: false,
    toDecide: false,
    workflow: null,
    escalationLevel: 0,
    nextDueAt: null,
    breachedAt: null,
    snoozedUntil: null,
    waitingSince: null,
    createdAt: "2026-01-01T00:00:00.000Z",
    updatedAt: "2026-01-01T00:00:00.000Z",
    whyNot: {},
    ...more,
  };
}

const page = (ids: string[], next: Page["next"] = null, group: string | null = null): Page => ({
  rows: ids.map((id) => row(id)),
  group,
  next,
});
const ids = (pages: Page[]) => pages.map(({ rows }) => rows.map(({ id }) => id).join(""));
const change = (touched: string[], found: InboxRow[]) => ({
  sort: "oldest" as const,
  by: undefined,
  ids: new Set(touched),
  found,
});

describe("a list that something happened in", () => {
  it("loses what belongs in it no more", () => {
    expect(ids(patchPages([page(["a", "b"]), page(["c"])], change(["b", "z"], [])))).toEqual(["a", "c"]);
  });

  it("shows what is new where it belongs", () => {
    const pages = [page(["a", "c"], { group: null, cursor: "1" }), page(["e", "g"])];
    expect(ids(patchPages(pages, change(["b", "f", "h"], [row("b"), row("f"), row("h")])))).toEqual([
      "abc",
      "efgh",
    ]);
  });

  it("leaves to its page what would come after all that was fetched", () => {
    const pages = [page(["a", "c"], { group: null, cursor: "1" })];
    expect(ids(patchPages(pages, change(["d"], [row("d")])))).toEqual(["ac"]);
  });

  it("moves a row to another group", () => {
    const pages = [page(["a", "b"], { group: "high", cursor: null }, "urgent"), page(["c"], null, "high")];
    const moved = { ...change(["a"], [row("a", { priority: "high" })]), by: "priority" as const };
    expect(ids(patchPages(pages, moved))).toEqual(["b", "ac"]);
  });

  it("keeps the pages that nothing happened in as they were", () => {
    const pages = [page(["a"]), page(["b"])];
    expect(patchPages(pages, change(["b"], []))[0]).toBe(pages[0]);
  });
});

describe("the order of rows", () => {
  const soon = row("b", { nextDueAt: "2026-01-02T00:00:00.000Z" });
  const missed = row("c", { breachedAt: "2026-01-01T00:00:00.000Z" });
  const never = row("a", { priority: "urgent", updatedAt: "2026-02-01T00:00:00.000Z" });
  const order = (sort: Parameters<typeof compareRows>[0]) =>
    [soon, missed, never]
      .sort((a, b) => compareRows(sort, a, b))
      .map(({ id }) => id)
      .join("");

  it("is that of the server", () => {
    expect(order("deadline")).toBe("cba");
    expect(order("newest")).toBe("cba");
    expect(order("oldest")).toBe("abc");
    expect(order("priority")).toBe("acb");
    expect(order("updated")).toBe("acb");
  });
});
