import { getTableColumns, getTableName } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { beforeCommit, postText, type Tx, type Value } from "./transaction";

/**
 * Posts rows. What Drizzle's `insert` does for the paths that write most: it builds its text anew each time, which
 * costs more than sending it.
 */
export function insert<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: T["$inferInsert"] | T["$inferInsert"][],
): void {
  const values: Value[] = [];
  const text = inserting(table, Array.isArray(rows) ? rows : [rows], values);
  postText(tx, text, values);
}

/**
 * Adds rows that are history: they are written together, all tables in one statement, at the transaction's end or
 * before they are read (see `writeAppended`).
 */
export function append<T extends PgTable>(tx: Tx, table: T, rows: T["$inferInsert"][]): void {
  const pending = appended.get(tx) ?? new Map<PgTable, Row[]>();
  if (!appended.has(tx)) {
    appended.set(tx, pending);
    beforeCommit(tx, async () => writeAppended(tx));
  }
  pending.set(table, [...(pending.get(table) ?? []), ...rows]);
}

type Row = Record<string, unknown>;

const appended = new WeakMap<Tx, Map<PgTable, Row[]>>();

/** Posts what was appended so far, for whoever is about to read it. */
export function writeAppended(tx: Tx): void {
  const values: Value[] = [];
  const parts = [...(appended.get(tx) ?? [])].map(([table, rows]) => inserting(table, rows, values));
  appended.delete(tx);
  const last = parts.pop();
  if (!last) return;
  const before = parts.map((part, i) => `a${i} as (${part})`).join(", ");
  postText(tx, before ? `with ${before} ${last}` : last, values);
}

/** The text of an insert, whose values are added to those before it. What a row leaves out gets its column's default. */
function inserting(table: PgTable, rows: Row[], values: Value[]): string {
  const columns = columnsOf(table).filter(({ key }) => rows.some((row) => row[key] !== undefined));
  const places = rows.map((row) => {
    const places = columns.map(({ key, column }) => {
      const value = row[key];
      if (value === undefined) return "default";
      return `$${values.push(value === null ? null : (column.mapToDriverValue(value) as Value))}`;
    });
    return `(${places.join(", ")})`;
  });
  const names = columns.map(({ column }) => `"${column.name}"`);
  return `insert into "${getTableName(table)}" (${names.join(", ")}) values ${places.join(", ")}`;
}

interface Column {
  key: string;
  column: PgColumn;
}

const columns = new WeakMap<PgTable, Column[]>();

function columnsOf(table: PgTable): Column[] {
  const known = columns.get(table);
  if (known) return known;
  const all = Object.entries(getTableColumns(table))
    .map(([key, column]) => ({ key, column }))
    // What the database computes is read with a row, and can't be given.
    .filter(({ column }) => column.generated === undefined);
  columns.set(table, all);
  return all;
}
