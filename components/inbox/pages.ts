import type { InboxRow, TaskGrouping } from "@/server/domain/inbox/schema";

/** A part of the list as it was fetched, with where the next part begins. */
export interface Page {
  rows: InboxRow[];
  /** The group that its rows are in, when the list is grouped. */
  group: string | null;
  next: PageStart | null;
}

/** Where a page begins: in which group, and after what. */
export interface PageStart {
  group: string | null;
  cursor: string | null;
}

/** The key of the group that a row is in. */
export function groupOf(by: TaskGrouping, row: InboxRow): string {
  if (by === "status") return row.status;
  if (by === "priority") return row.priority;
  if (by === "team") return row.team?.id ?? "none";
  if (by === "assignee") return row.holder?.id ?? "none";
  return row.workflow ?? "none";
}
