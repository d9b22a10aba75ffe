import { randomUUID } from "node:crypto";
import { sql as query } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { env } from "@/server/platform/env";
import { testDatabase } from "@/server/testing/database";
import { insertRow, type Row, readTables, sampleRows, type Table } from "./catalog.fixture";
import { teams } from "./schema/members";
import { withSystem, withTenant } from "./tenancy";

// What holds tenants apart, tried on every table there is: a new table is covered when its migration runs.

testDatabase();

const tenantA = randomUUID();
const tenantB = randomUUID();
let owner: postgres.Sql;
let app: postgres.Sql;
let tables: Table[];
let rowsOfA: Map<string, Row>;
let rowsOfB: Map<string, Row>;

beforeAll(async () => {
  const url = env().databaseUrl as string;
  owner = postgres(url, { max: 1, onnotice: () => undefined });
  app = postgres(url, { max: 1, onnotice: () => undefined, connection: { role: "orkestra_app" } });
  tables = await readTables(owner);
  rowsOfA = await sampleRows(owner, tables, tenantA);
  rowsOfB = await sampleRows(owner, tables, tenantB);
});

afterAll(async () => {
  await app?.end({ timeout: 1 });
  await owner?.end({ timeout: 1 });
});

const ofTenants = () => tables.filter((table) => table.columns.some(({ name }) => name === "tenant_id"));

/** Runs raw SQL as the app's role with this value of the tenant setting, and undoes it. */
async function asApp<T>(setting: string, work: (tx: postgres.TransactionSql) => Promise<T>): Promise<T> {
  const undo = new Error("undo");
  let result: { value: T } | undefined;
  await app
    .begin(async (tx) => {
      await tx`select set_config('app.tenant_id', ${setting}, true)`;
      result = { value: await work(tx) };
      throw undo;
    })
    .catch((error) => {
      if (error !== undo) throw error;
    });
  if (!result) throw new Error("there was no result");
  return result.value;
}

async function count(sql: postgres.Sql | postgres.TransactionSql, table: Table): Promise<number> {
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from ${sql(table.name)}`;
  return row?.n ?? -1;
}

/** The SQLSTATE that a statement is refused with; undefined when it is not. */
async function refusal(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(
    () => undefined,
    (error) => (error instanceof postgres.PostgresError ? error.code : String(error)),
  );
}

describe("the database", () => {
  test("has tables of tenants, and two tenants have a row in each", () => {
    expect(ofTenants().map(({ name }) => name)).toEqual(
      expect.arrayContaining(["tasks", "runs", "messages"]),
    );
    expect(ofTenants().filter(({ name }) => !rowsOfA.has(name) || !rowsOfB.has(name))).toEqual([]);
  });

  test("forces row-level security on every table of tenants, and on whatever else the app may touch", async () => {
    const open = await owner`
      select c.relname from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and not (c.relrowsecurity and c.relforcerowsecurity)
        and (has_table_privilege('orkestra_app', c.oid, 'select, insert, update, delete, truncate')
          or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id'))`;
    expect(open.map(({ relname }) => relname)).toEqual([]);
  });

  test("ties the app's rows to the tenant by exactly one policy a table, for reading and for writing", async () => {
    const policies = await owner`
      select tablename, permissive, cmd, qual, with_check from pg_policies
      where schemaname = 'public' and roles && array['orkestra_app', 'public']::name[]`;
    for (const { name } of ofTenants()) {
      const condition = "(tenant_id = ( SELECT current_tenant() AS current_tenant))";
      const all = { permissive: "PERMISSIVE", cmd: "ALL", qual: condition, with_check: condition };
      expect(policies.filter(({ tablename }) => tablename === name)).toEqual([{ tablename: name, ...all }]);
    }
  });

  test("has no row of a tenant without its tenant", () => {
    const loose = ofTenants().filter(({ columns }) =>
      columns.some((c) => c.name === "tenant_id" && c.nullable),
    );
    expect(loose).toEqual([]);
  });

  test("gives the app a role that can't step around its policies", async () => {
    const roles = await owner`
      select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcanlogin,
        (select count(*)::int from pg_class where relowner = r.oid) as owns,
        (select count(*)::int from pg_auth_members where member = r.oid) as is_also
      from pg_roles r where rolname in ('orkestra_app', 'orkestra_system') order by rolname`;
    const harmless = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcanlogin: false };
    expect(roles).toEqual([
      { rolname: "orkestra_app", ...harmless, owns: 0, is_also: 0 },
      { rolname: "orkestra_system", ...harmless, owns: 0, is_also: 0 },
    ]);
  });

  test("has no view and no function that works with its owner's eyes", async () => {
    const views = await owner`
      select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
        and not coalesce(reloptions @> array['security_invoker=true'], false)`;
    const functions = await owner`
      select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef`;
    expect([...views, ...functions]).toEqual([]);
  });

  test("lets no foreign key between tables of tenants leave the tenant", async () => {
    const names = new Set(ofTenants().map(({ name }) => name));
    const leaving = ofTenants().flatMap(({ name, references }) =>
      references
        .filter(({ table }) => names.has(table))
        .filter(({ columns }) => !columns.some(({ from, to }) => from === "tenant_id" && to === "tenant_id"))
        .map(({ table }) => `${name} → ${table}`),
    );
    expect(leaving).toEqual([]);
  });
});

describe("raw SQL as the app's role", () => {
  test("without a where reads, changes and deletes rows of one tenant", async () => {
    for (const table of ofTenants()) {
      const name = app(table.name);
      const seen = await asApp(tenantA, (tx) => tx`select tenant_id from ${name}`);
      expect(seen.length, table.name).toBeGreaterThan(0);
      expect(new Set(seen.map((row) => row.tenant_id)), table.name).toEqual(new Set([tenantA]));
      if (table.appMay.update) {
        const changed = await asApp(tenantA, (tx) => tx`update ${name} set tenant_id = tenant_id`);
        expect(changed.count, table.name).toBe(seen.length);
      }
      if (table.appMay.delete) {
        // Where other rows hold on to it, the refusal is a foreign key's, and nothing is deleted.
        const code = await refusal(
          asApp(tenantA, async (tx) => expect((await tx`delete from ${name}`).count).toBe(seen.length)),
        );
        expect([undefined, "23503"], table.name).toContain(code);
      }
    }
  });

  test("with no, an empty or a wrong tenant sees nothing", async () => {
    const fresh = postgres(env().databaseUrl as string, { max: 1, connection: { role: "orkestra_app" } });
    for (const table of tables.filter(({ appMay }) => appMay.select)) {
      expect(await count(fresh, table), `${table.name}, never set`).toBe(0);
      expect(await asApp("", (tx) => count(tx, table)), `${table.name}, empty`).toBe(0);
      expect(await asApp(randomUUID(), (tx) => count(tx, table)), `${table.name}, unknown`).toBe(0);
      expect(await count(app, table), `${table.name}, left over from a transaction`).toBe(0);
      expect(await refusal(asApp("x' or true --", (tx) => count(tx, table))), table.name).toBe("22P02");
    }
    await fresh.end();
  });

  test("sees its own tenant and the people who have a seat there, and nobody else", async () => {
    const seen = await asApp(tenantA, async (tx) => [
      await tx`select id from tenants`,
      await tx`select id from users`,
    ]);
    expect(seen).toEqual([[{ id: tenantA }], [{ id: rowsOfA.get("users")?.id }]]);
  });

  test("never reaches password hashes, sessions and resets", async () => {
    for (const name of ["credentials", "sessions", "password_resets"]) {
      expect(await refusal(asApp(tenantA, (tx) => tx`select 1 from ${tx(name)}`)), name).toBe("42501");
    }
  });

  test("can't put a row into another tenant, nor move one there", async () => {
    for (const table of ofTenants()) {
      const foreign = { ...rowsOfB.get(table.name), ...freshKeys(table) };
      const inserted = await refusal(asApp(tenantA, (tx) => insertRow(tx, table, foreign)));
      expect(inserted, table.name).toBe("42501");
      const moved = await refusal(
        asApp(tenantA, (tx) => tx`update ${tx(table.name)} set tenant_id = ${tenantB}`),
      );
      expect(moved, table.name).toBe("42501");
    }
  });

  test("can't point from its tenant to another's row", async () => {
    let tried = 0;
    for (const table of ofTenants().filter(({ appMay }) => appMay.insert)) {
      for (const reference of table.references.filter(({ columns }) => columns.length > 1)) {
        const row: Row = { ...rowsOfA.get(table.name), ...freshKeys(table) };
        for (const { from, to } of reference.columns) {
          if (from !== "tenant_id") row[from] = rowsOfB.get(reference.table)?.[to];
        }
        const code = await refusal(asApp(tenantA, (tx) => insertRow(tx, table, row)));
        expect(code, `${table.name} → ${reference.table}`).toBe("23503");
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(10);
  });
});

/** New values for what must be unique and is no reference, so that a refusal is never about a repeated key. */
function freshKeys(table: Table): Row {
  const bound = new Set(table.references.flatMap(({ columns }) => columns.map(({ from }) => from)));
  const free = table.columns.filter(({ name }) => name !== "tenant_id" && !bound.has(name));
  return Object.fromEntries(
    free.flatMap(({ name, type }): [string, unknown][] => {
      if (type === "uuid") return [[name, randomUUID()]];
      if (type === "text") return [[name, `fresh ${randomUUID()}`]];
      if (type === "integer" || type === "bigint")
        return [[name, 1_000_000 + Math.floor(Math.random() * 1e6)]];
      return [];
    }),
  );
}

test("ten thousand interleaved transactions of eight tenants, many of them failing, never read across", async () => {
  const tenantIds = Array.from({ length: 8 }, () => randomUUID());
  await withSystem("tenants for this test", async (tx) => {
    for (const id of tenantIds) {
      await tx.execute(
        query`insert into tenants (id, name, slug, webhook_secret) values (${id}, 't', ${id}, 'x')`,
      );
      await tx.insert(teams).values({ id: randomUUID(), tenantId: id, name: "Team", slug: "team" });
    }
  });
  let left = 10_000;
  let foreign = 0;
  let failed = 0;
  const forgotten: Promise<unknown>[] = [];
  let refused = 0;
  const ended = (error: Error) => {
    if (error.cause instanceof Error && "code" in error.cause && error.cause.code === "TRANSACTION_ENDED")
      refused++;
    else throw error;
  };

  async function once(tenantId: string, kind: number): Promise<void> {
    await withTenant(tenantId, async (tx) => {
      const look = async () => {
        const rows = await tx.select({ tenantId: teams.tenantId }).from(teams);
        foreign += rows.filter((row) => row.tenantId !== tenantId).length;
        return rows.length;
      };
      if ((await look()) === 0) throw new Error("its own team is gone");
      if (kind === 0) throw new Error("on purpose");
      if (kind === 1) await tx.execute(query`select 1 / 0`);
      if (kind === 2) await tx.transaction(() => Promise.reject(new Error("inner"))).catch(() => look());
      // Somebody forgets an await: the statement comes while, or after, the transaction ends.
      if (kind === 3)
        forgotten.push(new Promise((resolve) => setTimeout(resolve, 0)).then(look).catch(ended));
    });
  }

  const worker = async () => {
    while (left-- > 0) {
      const tenantId = tenantIds[left % tenantIds.length] as string;
      await once(tenantId, Math.floor(Math.random() * 10)).catch(() => failed++);
    }
  };
  await Promise.all(Array.from({ length: 40 }, worker));
  await Promise.all(forgotten);
  expect(foreign).toBe(0);
  expect(failed).toBeGreaterThan(1000);
  expect(failed).toBeLessThan(3000);
  expect(forgotten.length).toBeGreaterThan(500);
  expect(refused).toBeGreaterThan(0);
}, 60_000);
