import { getTableColumns, getTableName } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { beforeNext, postText, type Tx } from "./transaction";

/**
 * Writes that are sent later: a transaction keeps them until it sends anything else, or ends, and then sends them as
 * one statement a kind. So whoever reads in a transaction sees all that was written in it, and one that does the same
 * for many costs little more than one that does it once. The values travel as one JSON text, so that a statement's
 * text, and the plan that a connection keeps for it, is the same for one row and for hundreds.
 */
interface Pending {
  inserts: Map<PgTable, Row[]>;
  /** By table and row: two changes of one row are one. */
  changes: Map<PgTable, Map<string, Row>>;
  /** By table and condition. */
  removals: Map<PgTable, Map<string, Row[]>>;
}

type Row = Record<string, unknown>;
type Keyed = PgTable & { id: PgColumn; tenantId: PgColumn };

const pendings = new WeakMap<Tx, Pending>();

/** Adds rows. What a row leaves out gets its column's default. */
export function append<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: T["$inferInsert"] | T["$inferInsert"][],
): void {
  // Rows that were to go before these come would take them with them.
  if (pendings.get(tx)?.removals.has(table)) sendPending(tx);
  const { inserts } = pendingOf(tx);
  const known = inserts.get(table);
  const added: Row[] = Array.isArray(rows) ? rows : [rows];
  if (known) known.push(...added);
  else inserts.set(table, [...added]);
}

/** Sets columns of one row. */
export function change<T extends Keyed>(
  tx: Tx,
  table: T,
  { tenantId, id }: { tenantId: string; id: string },
  set: Partial<T["$inferSelect"]>,
): void {
  const { inserts, changes } = pendingOf(tx);
  const fresh = inserts.get(table)?.findLast((row) => row.id === id && row.tenantId === tenantId);
  if (fresh) {
    Object.assign(fresh, set);
    return;
  }
  const ofTable = changes.get(table) ?? new Map<string, Row>();
  changes.set(table, ofTable);
  const key = `${tenantId}/${id}`;
  ofTable.set(key, { ...ofTable.get(key), ...set, tenantId, id });
}

/** Removes the rows that have these values; `condition` says in SQL which of them, when it is not all. */
export function remove<T extends PgTable & { tenantId: PgColumn }>(
  tx: Tx,
  table: T,
  values: { tenantId: string } & Partial<T["$inferSelect"]>,
  condition = "",
): void {
  const { removals } = pendingOf(tx);
  const ofTable = removals.get(table) ?? new Map<string, Row[]>();
  removals.set(table, ofTable);
  const known = ofTable.get(condition);
  if (known) known.push(values);
  else ofTable.set(condition, [values]);
}

function pendingOf(tx: Tx): Pending {
  const known = pendings.get(tx);
  if (known) return known;
  const pending: Pending = { inserts: new Map(), changes: new Map(), removals: new Map() };
  pendings.set(tx, pending);
  beforeNext(tx, () => sendPending(tx));
  return pending;
}

/** Inserts, changes and removals see what those before them did, so each kind is a statement. */
function sendPending(tx: Tx): void {
  const pending = pendings.get(tx);
  if (!pending) return;
  pendings.delete(tx);
  const inserts = [...pending.inserts].flatMap(([table, rows]) =>
    grouped(table, rows).map((group) => inserting(table, group)),
  );
  const changes = [...pending.changes].flatMap(([table, rows]) =>
    grouped(table, [...rows.values()]).map((group) => changing(table, group)),
  );
  const removals = [...pending.removals].flatMap(([table, wheres]) =>
    [...wheres].flatMap(([condition, rows]) =>
      grouped(table, rows).map((group) => removing(table, group, condition)),
    ),
  );
  for (const parts of [inserts, changes, removals]) sendTogether(tx, parts);
}

interface Part {
  /** Its one value is `$?`. */
  text: string;
  value: string;
}

function sendTogether(tx: Tx, parts: Part[]): void {
  const texts = parts.map(({ text }, i) => text.replace("$?", `$${i + 1}`));
  const last = texts.pop();
  if (!last) return;
  const before = texts.map((text, i) => `a${i} as (${text})`).join(", ");
  const values = parts.map(({ value }) => value);
  postText(tx, before ? `with ${before} ${last}` : last, values);
}

interface Group {
  columns: Column[];
  rows: Row[];
}

/** Rows that give the same columns. */
function grouped(table: PgTable, rows: Row[]): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const columns = columnsOf(table).filter(({ key }) => row[key] !== undefined);
    const signature = columns.map(({ key }) => key).join();
    const group = groups.get(signature) ?? { columns, rows: [] };
    groups.set(signature, group);
    group.rows.push(row);
  }
  return [...groups.values()];
}

function inserting(table: PgTable, { columns, rows }: Group): Part {
  const name = `"${getTableName(table)}"`;
  const names = columns.map(({ column }) => `"${column.name}"`).join(", ");
  const text = `insert into ${name} (${names}) select ${names} from json_populate_recordset(null::${name}, $?::text::json)`;
  return { text, value: recordsOf(columns, rows) };
}

function changing(table: PgTable, { columns, rows }: Group): Part {
  const name = `"${getTableName(table)}"`;
  const set = columns
    .filter(({ key }) => key !== "id" && key !== "tenantId")
    .map(({ column }) => `"${column.name}" = r."${column.name}"`);
  const text = `update ${name} t set ${set.join(", ")} from json_populate_recordset(null::${name}, $?::text::json) r where t.tenant_id = r.tenant_id and t.id = r.id`;
  return { text, value: recordsOf(columns, rows) };
}

function removing(table: PgTable, { columns, rows }: Group, condition: string): Part {
  const name = `"${getTableName(table)}"`;
  const same = columns.map(({ column }) => `t."${column.name}" = r."${column.name}"`);
  const where = [...same, ...(condition ? [`t.${condition}`] : [])].join(" and ");
  const text = `delete from ${name} t using json_populate_recordset(null::${name}, $?::text::json) r where ${where}`;
  return { text, value: recordsOf(columns, rows) };
}

function recordsOf(columns: Column[], rows: Row[]): string {
  return jsonText(
    rows.map((row) => {
      const record: Row = {};
      for (const { key, column, isPlain } of columns) {
        const value = row[key];
        record[column.name] = isPlain || value === null ? value : column.mapToDriverValue(value);
      }
      return record;
    }),
  );
}

/** Escapes that are valid JSON and that PostgreSQL can't keep: U+0000, and halves of characters. */
const UNSTORABLE = /\\u(0000|d[89a-f])/i;

/** JSON that PostgreSQL can read. What it can't keep was refused at the doors; what calls gave is kept without it. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  return UNSTORABLE.test(text) ? JSON.stringify(storable(value)) : text;
}

function storable(value: unknown): unknown {
  if (typeof value === "string") return value.toWellFormed().replaceAll("\0", "\uFFFD");
  if (value === null || typeof value !== "object") return value;
  if ("toJSON" in value && typeof value.toJSON === "function") return value.toJSON();
  if (Array.isArray(value)) return value.map(storable);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storable(key), storable(inner)]));
}

interface Column {
  key: string;
  column: PgColumn;
  /** Its values are JSON as they are. */
  isPlain: boolean;
}

const PLAIN = new Set(["PgJson", "PgArray", "PgText", "PgUUID", "PgInteger", "PgBoolean"]);
const columns = new WeakMap<PgTable, Column[]>();

function columnsOf(table: PgTable): Column[] {
  const known = columns.get(table);
  if (known) return known;
  const all = Object.entries(getTableColumns(table))
    // What the database computes is read with a row, and can't be given.
    .filter(([, column]) => column.generated === undefined)
    .map(([key, column]) => ({ key, column, isPlain: PLAIN.has(column.columnType) }));
  columns.set(table, all);
  return all;
}
