import { expect, test } from "vitest";
import type { InboxRow } from "@/server/domain/inbox/schema";
import { followingIn } from "./following";

const row = (id: string, more: Partial<InboxRow> = {}) =>
  ({ id, whyNot: {}, toDecide: false, snoozedUntil: null, waitingSince: null, ...more }) as InboxRow;
const held = { whyNot: { claim: "You have claimed it already." } };
const theirs = { whyNot: { claim: "Ben has claimed it.", complete: "Ben has claimed it." } };
const decided = {
  whyNot: { claim: "Its deciders decide.", complete: "It takes several people's sign-off." },
};
const ids = (rows: InboxRow[], after: string) => followingIn(rows, after).map(({ id }) => id);

test("among tasks that one holds already the next one follows, and is not claimed again", () => {
  const mine = [row("a", held), row("b", held), row("c")];
  expect(followingIn(mine, "a")).toEqual([
    { id: "b", claim: false },
    { id: "c", claim: true },
  ]);
});

test("a decision follows as long as one's own word is missing", () => {
  const rows = [row("a"), row("b", decided), row("c", { ...decided, toDecide: true })];
  expect(followingIn(rows, "a")).toEqual([{ id: "c", claim: false }]);
});

test("what others have and what is put off is passed over", () => {
  const rows = [row("a"), row("b", theirs), row("c", { snoozedUntil: "2026-01-01T00:00:00Z" }), row("d")];
  expect(ids(rows, "a")).toEqual(["d"]);
});

test("at the list's end the work goes on at its beginning", () => {
  const rows = [row("a"), row("b"), row("c")];
  expect(ids(rows, "b")).toEqual(["c", "a"]);
  expect(ids(rows, "c")).toEqual(["a", "b"]);
  expect(ids(rows, "gone")).toEqual(["a", "b", "c"]);
});
