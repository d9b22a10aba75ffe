import type { InboxRow, TaskGrouping, TaskSort } from "@/server/domain/inbox/schema";
import { groupOf, type Page } from "./pages";

// It is wanted when a page is patched, and comes with this.
export { Turns } from "./turns";

const RANKS = { urgent: 0, high: 1, normal: 2, low: 3 };
const due = (row: InboxRow) => Date.parse(row.nextDueAt ?? row.breachedAt ?? "") || Number.POSITIVE_INFINITY;

/** Which of two rows comes first, as the server has it. */
export function compareRows(sort: TaskSort, a: InboxRow, b: InboxRow): number {
  const byId = a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  // Two that are due never have a difference of infinities, which is no number.
  const byDue = due(a) === due(b) ? 0 : due(a) < due(b) ? -1 : 1;
  if (sort === "newest") return -byId;
  if (sort === "oldest") return byId;
  if (sort === "updated") return Date.parse(b.updatedAt) - Date.parse(a.updatedAt) || -byId;
  if (sort === "priority") return RANKS[a.priority] - RANKS[b.priority] || byDue || byId;
  return byDue || byId;
}

interface Change {
  sort: TaskSort;
  by: TaskGrouping | undefined;
  /** The tasks that something happened to. */
  ids: ReadonlySet<string>;
  /** Those of them that belong in the list now. */
  found: InboxRow[];
}

/**
 * The pages after something happened to some tasks: those that belong in the list no more are gone, and the others
 * are where they belong by now. What would come after all that was fetched so far is left for its page.
 */
export function patchPages(pages: Page[], { sort, by, ids, found }: Change): Page[] {
  const without = pages.map((page) =>
    page.rows.some(({ id }) => ids.has(id))
      ? { ...page, rows: page.rows.filter(({ id }) => !ids.has(id)) }
      : page,
  );
  return found.reduce((patched, row) => insertRow(patched, row, sort, by), without);
}

function insertRow(pages: Page[], row: InboxRow, sort: TaskSort, by: TaskGrouping | undefined): Page[] {
  const group = by ? groupOf(by, row) : null;
  const own = pages.flatMap((page, index) => (page.group === group ? [index] : []));
  for (const index of own) {
    const page = pages[index];
    const at = page?.rows.findIndex((other) => compareRows(sort, row, other) < 0) ?? -1;
    if (page && at >= 0) return replaced(pages, index, page.rows.toSpliced(at, 0, row));
  }
  // Behind all of them: it belongs here only when no more of them are to come.
  const last = own.at(-1);
  const page = last === undefined ? undefined : pages[last];
  if (last === undefined || !page || (page.next && page.next.group === group)) return pages;
  return replaced(pages, last, [...page.rows, row]);
}

function replaced(pages: Page[], index: number, rows: InboxRow[]): Page[] {
  return pages.map((page, i) => (i === index ? { ...page, rows } : page));
}
