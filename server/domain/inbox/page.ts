import { and, type SQL, sql } from "drizzle-orm";
import { tasks } from "@/db/schema/tasks";
import { type Tx, unbound } from "@/db/tenancy";
import { decodeCursor, encodeCursor, unusableCursor } from "@/server/domain/paging";
import { isId } from "@/server/platform/ids";
import { dueOrLast, type Meant } from "./condition";
import type { TaskSort } from "./schema";

/** By what a list is in order: all of it up or all of it down, so that a place in it is one comparison. */
interface Order {
  keys: { of: SQL; type: "timestamptz" | "int" }[];
  down: boolean;
}

const rank = sql`(case ${tasks.priority} when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end)`;
const due = { of: dueOrLast, type: "timestamptz" } as const;

/** The id, which is a task's age, comes last in each. */
const ORDERS: Record<TaskSort, Order> = {
  deadline: { keys: [due], down: false },
  newest: { keys: [], down: true },
  oldest: { keys: [], down: false },
  priority: { keys: [{ of: rank, type: "int" }, due], down: false },
  updated: { keys: [{ of: sql`${tasks.updatedAt}`, type: "timestamptz" }], down: true },
};

interface Page {
  sort: TaskSort;
  limit: number;
  cursor?: string | undefined;
}

/** The ids of one page of the tasks that are meant, in order, and the cursor of the next. */
export async function taskIds(
  tx: Tx,
  meant: Meant,
  page: Page,
): Promise<{ ids: string[]; nextCursor: string | null }> {
  const { keys, down } = ORDERS[page.sort];
  const after = page.cursor ? isAfter(ORDERS[page.sort], page.cursor) : undefined;
  const names = keys.map((_, i) => sql.raw(`k${i}`));
  const direction = sql.raw(down ? "desc" : "asc");
  const ordered = (columns: SQL[]) =>
    sql.join(
      columns.map((column) => sql`${column} ${direction}`),
      sql`, `,
    );
  const columns = [...keys.map(({ of }, i) => sql`${of} as ${names[i]}`), sql`${tasks.id} as id`];
  const branches = meant.branches.map(
    (
      branch,
    ) => sql`(select ${sql.join(columns, sql`, `)} from ${tasks} where ${and(meant.where, branch, after)}
      order by ${ordered([...keys.map(({ of }) => of), sql`${tasks.id}`])} limit ${page.limit + 1})`,
  );
  const shown = [...names.map((name) => sql`${name}::text as ${name}`), sql`id`];
  const whole = sql`select ${sql.join(shown, sql`, `)} from (${sql.join(branches, sql` union all `)}) page
    order by ${ordered([...names.map((name) => sql`page.${name}`), sql`page.id`])} limit ${page.limit + 1}`;
  const rows = await (meant.words
    ? unbound(tx, "words of tasks", () => tx.execute(whole))
    : tx.execute(whole));
  const last = rows.length > page.limit ? rows[page.limit - 1] : undefined;
  return {
    ids: rows.slice(0, page.limit).map(({ id }) => String(id)),
    nextCursor: last ? encodeCursor(...keys.map((_, i) => String(last[`k${i}`])), String(last.id)) : null,
  };
}

const TIME = /^(infinity|\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?)$/;
const PLACES = { timestamptz: TIME, int: /^\d$/ };

function isAfter({ keys, down }: Order, cursor: string): SQL {
  const place = decodeCursor(cursor, keys.length + 1);
  const id = place.at(-1) ?? "";
  if (!isId(id) || keys.some(({ type }, i) => !PLACES[type].test(place[i] ?? ""))) throw unusableCursor();
  const here = [...keys.map(({ of }) => of), sql`${tasks.id}`];
  const there = [...keys.map(({ type }, i) => sql`${place[i]}::${sql.raw(type)}`), sql`${id}::uuid`];
  return sql`(${sql.join(here, sql`, `)}) ${sql.raw(down ? "<" : ">")} (${sql.join(there, sql`, `)})`;
}

/** Rows that were read by their ids, in the order of the ids. Those of another tenant are not among them. */
export function inOrderOf<T>(ids: string[], rows: T[], idOf: (row: T) => string): T[] {
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
