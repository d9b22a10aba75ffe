// Tables as PostgreSQL's catalog knows them, and a row for each: so that tests cover tables nobody told them of.
import { randomBytes, randomUUID } from "node:crypto";
import type postgres from "postgres";

export type Row = Record<string, unknown>;

interface Column {
  name: string;
  type: string;
  nullable: boolean;
  hasDefault: boolean;
}

interface Reference {
  table: string;
  columns: { from: string; to: string }[];
}

export interface Table {
  name: string;
  columns: Column[];
  references: Reference[];
  appMay: { select: boolean; insert: boolean; update: boolean; delete: boolean };
}

/** Every table of the schema `public`, those that are referenced before those that refer to them. */
export async function readTables(sql: postgres.Sql): Promise<Table[]> {
  const tables = await sql<Table[]>`
    select c.relname as name,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null),
          'nullable', not a.attnotnull, 'hasDefault', a.atthasdef) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          and a.attgenerated = '') as columns,
      coalesce((select json_agg(json_build_object('table', k.confrelid::regclass::text, 'columns',
          (select json_agg(json_build_object('from', f.attname, 'to', t.attname))
            from unnest(k.conkey, k.confkey) as pair (f, t)
            join pg_attribute f on f.attrelid = k.conrelid and f.attnum = pair.f
            join pg_attribute t on t.attrelid = k.confrelid and t.attnum = pair.t)))
        from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'), '[]') as references,
      json_build_object('select', has_table_privilege('orkestra_app', c.oid, 'select'),
        'insert', has_table_privilege('orkestra_app', c.oid, 'insert'),
        'update', has_table_privilege('orkestra_app', c.oid, 'update'),
        'delete', has_table_privilege('orkestra_app', c.oid, 'delete')) as "appMay"
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname`;
  return inOrder([...tables]);
}

function inOrder(tables: Table[]): Table[] {
  const placed: Table[] = [];
  while (placed.length < tables.length) {
    const done = new Set(placed.map(({ name }) => name));
    const ready = tables.filter(
      ({ name, references }) =>
        !done.has(name) && references.every(({ table }) => table === name || done.has(table)),
    );
    if (ready.length === 0) throw new Error("tables refer to each other in a circle");
    placed.push(...ready);
  }
  return placed;
}

/** Inserts one row into every table for this tenant, each pointing to the others; gives the rows by table. */
export async function sampleRows(
  sql: postgres.Sql,
  tables: Table[],
  tenantId: string,
): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>();
  for (const table of tables) {
    const row: Row = {};
    for (const column of table.columns) row[column.name] = sampleValue(column);
    for (const { table: target, columns } of table.references) {
      for (const { from, to } of columns) row[from] = rows.get(target)?.[to] ?? row[from];
    }
    if ("tenant_id" in row) row.tenant_id = tenantId;
    if (table.name === "tenants") row.id = tenantId;
    await insertRow(sql, table, row);
    rows.set(table.name, row);
  }
  return rows;
}

function sampleValue({ type, name }: Column): unknown {
  if (type === "uuid") return randomUUID();
  if (type === "text") return `${name} ${randomUUID()}`;
  if (type === "integer" || type === "bigint") return Math.floor(Math.random() * 1e6);
  if (type === "boolean") return false;
  if (type === "json" || type === "jsonb") return {};
  if (type === "bytea") return randomBytes(4);
  if (type.endsWith("[]")) return [];
  if (type.startsWith("timestamp")) return new Date();
  throw new Error(`say what a sample of the type ${type} (column ${name}) is`);
}

/** Inserts one row as it is given. */
export async function insertRow(
  sql: postgres.Sql | postgres.TransactionSql,
  table: Table,
  row: Row,
): Promise<void> {
  await sql`insert into ${sql(table.name)} ${sql(row)}`;
}
