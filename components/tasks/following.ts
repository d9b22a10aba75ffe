import type { InboxRow } from "@/server/domain/inbox/schema";

/** A task that can be worked on next. */
export interface Following {
  id: string;
  /** Whether it is to be claimed first: not what one holds already, nor what one decides with others. */
  claim: boolean;
}

/** As many as are of use: others may take some of them first. */
const MOST = 10;

/**
 * What can be worked on after a task, as the list has it: from the task on, and at the list's end from its beginning.
 * What is put off is left out, and so is what others have or what waits for others' sign-off.
 */
export function followingIn(rows: readonly InboxRow[], id: string): Following[] {
  const at = rows.findIndex((row) => row.id === id);
  return [...rows.slice(at + 1), ...rows.slice(0, Math.max(at, 0))]
    .filter((row) => !row.snoozedUntil && !row.waitingSince)
    .flatMap((row) => {
      if (row.toDecide) return [{ id: row.id, claim: false }];
      return row.whyNot.complete && row.whyNot.claim ? [] : [{ id: row.id, claim: !row.whyNot.claim }];
    })
    .slice(0, MOST);
}
