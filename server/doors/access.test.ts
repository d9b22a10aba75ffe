import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type MadeTenant, makeMember, makeTenant } from "@/db/factories";
import { withSystem } from "@/db/tenancy";
import { stopBoss } from "@/server/jobs/boss";
import { startQueue } from "@/server/jobs/worker";
import { operations } from "@/server/operations";
import type { AnyOperation } from "@/server/operations/operation";
import { KEY_SCOPES, type Permission, ROLE_PERMISSIONS } from "@/server/platform/permissions";
import { testDatabase } from "@/server/testing/database";
import { keyHeaders, request, sessionHeaders } from "@/server/testing/requests";
import { SAMPLES } from "@/server/testing/samples";
import { MARK, type Sample } from "@/server/testing/samples/sample";
import type { OperationName } from "./catalogue";
import { handleMcp } from "./mcp";
import { handleRest } from "./rest";
import { pathParams } from "./routes";
import { handleTrpc } from "./trpc";

testDatabase();

type Headers = Record<string, string>;
type Input = Record<string, unknown>;

interface Answer {
  status: number;
  /** What the caller may read, whole. */
  text: string;
  output?: unknown;
  problem?: { code: string; errors?: { path: string; message: string }[] };
}

interface Door {
  name: string;
  offers: (operation: AnyOperation) => boolean;
  send: (operation: AnyOperation, input: Input, headers: Headers, idempotencyKey?: string) => Promise<Answer>;
}

const rest: Door = {
  name: "REST",
  offers: (operation) => operation.rest !== undefined,
  async send({ rest }, input, headers, key) {
    const { method = "GET", path = "" } = rest ?? {};
    const inPath = pathParams(path);
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(input[name])));
    const others = Object.fromEntries(Object.entries(input).filter(([name]) => !inPath.includes(name)));
    const hasBody = method === "POST" || method === "PUT" || method === "PATCH";
    const query = hasBody ? "" : `?${new URLSearchParams(others as Record<string, string>)}`;
    const all = { ...headers, ...(key ? { "idempotency-key": key } : {}) };
    const response = await handleRest(
      request(method, `/api/v1${filled}${query}`, all, hasBody ? others : undefined),
    );
    const text = await response.text();
    const isFile = !response.headers.get("content-type")?.includes("json");
    const body = isFile ? text : JSON.parse(text);
    return response.ok
      ? { status: response.status, text, output: body }
      : { status: response.status, text, problem: body };
  },
};

const trpc: Door = {
  name: "tRPC",
  offers: () => true,
  async send({ name, kind }, input, headers, key) {
    const all = { ...headers, ...(key ? { "idempotency-key": key } : {}) };
    const query = kind === "read" ? `?input=${encodeURIComponent(JSON.stringify(input))}` : "";
    const [method, body] = kind === "read" ? ["GET", undefined] : ["POST", input];
    const response = await handleTrpc(request(method as string, `/api/trpc/${name}${query}`, all, body));
    const text = await response.text();
    const { result, error } = JSON.parse(text);
    return { status: response.status, text, output: result?.data, problem: error?.data };
  },
};

const mcp: Door = {
  name: "MCP",
  offers: ({ mcp, access }) => mcp !== undefined && access === "tenant",
  async send({ mcp }, input, headers, key) {
    const _meta = key ? { _meta: { idempotencyKey: key } } : {};
    const params = { name: mcp?.tool, arguments: input, ..._meta };
    const accept = { accept: "application/json, text/event-stream" };
    const message = { jsonrpc: "2.0", id: 1, method: "tools/call", params };
    const response = await handleMcp(request("POST", "/api/mcp", { ...headers, ...accept }, message));
    const text = await response.text();
    const { result, ...problem } = JSON.parse(text);
    if (!result) return { status: response.status, text, problem };
    const refused = result._meta?.problem;
    return { status: refused?.status ?? 200, text, output: result.structuredContent, problem: refused };
  },
};

const all = Object.values(operations).flatMap((verbs): AnyOperation[] => Object.values(verbs));
const offered = all.filter(({ internal }) => !internal);
const tenantOnes = offered.filter(({ access }) => access === "tenant");
const sampleOf = (operation: AnyOperation): Sample => SAMPLES[operation.name as OperationName];

let home: MadeTenant;
let elsewhere: MadeTenant;
const heads = {} as Record<"full" | "strange" | "viewer" | "viewerKey" | "strangeSession", Headers>;
const lacking = new Map<Permission, Headers>();

beforeAll(async () => {
  await startQueue();
  home = await makeTenant({ name: `${MARK} tenant`, ownerName: `${MARK} owner` });
  elsewhere = await makeTenant();
  const viewer = await makeMember(home, "viewer");
  heads.full = await keyHeaders(home.owner);
  heads.strange = await keyHeaders(elsewhere.owner);
  heads.strangeSession = await sessionHeaders(elsewhere.owner);
  heads.viewer = await sessionHeaders(viewer);
  heads.viewerKey = await keyHeaders(home.owner, ROLE_PERMISSIONS.viewer);
  for (const permission of new Set(
    tenantOnes.flatMap((o) => (o.access === "tenant" ? [o.permission] : [])),
  )) {
    lacking.set(
      permission,
      await keyHeaders(
        home.owner,
        KEY_SCOPES.filter((scope) => scope !== permission),
      ),
    );
  }
});
afterAll(() => stopBoss());

/**
 * A mark of everything a tenant keeps: how many rows each table has, and which transaction wrote the newest. When a
 * key was last used is noted beside requests, so of keys only how many there are and were revoked.
 */
async function everythingOf(tenantId: string): Promise<unknown> {
  const tables = await tenantTables();
  const parts = tables.map((name) => {
    const column = sql.identifier(name === "tenants" ? "id" : "tenant_id");
    const newest = name === "api_keys" ? sql`count(revoked_at)` : sql`coalesce(max(xmin::text::bigint), 0)`;
    return sql`select ${name} as name, count(*) as rows, ${newest} as newest from ${sql.identifier(name)}
      where ${column} = ${tenantId}`;
  });
  const rows = await withSystem("test", (tx) => tx.execute(sql.join(parts, sql` union all `)));
  return rows.map((row) => `${row.name}: ${row.rows} rows, newest ${row.newest}`);
}

let known: string[] | undefined;

async function tenantTables(): Promise<string[]> {
  const rows = known
    ? []
    : await withSystem("test", (tx) =>
        tx.execute<{ name: string }>(sql`
          select table_name as name from information_schema.columns
          where table_schema = 'public' and column_name = 'tenant_id' order by 1`),
      );
  known ??= [...rows.map(({ name }) => name), "tenants"];
  expect(known.length).toBeGreaterThan(20);
  return known;
}

/** The tenant is as it was, whatever was tried. */
async function unchanged(tenantId: string, attempt: () => Promise<void>): Promise<void> {
  const before = await everythingOf(tenantId);
  await attempt();
  expect(await everythingOf(tenantId)).toEqual(before);
}

describe.each([rest, trpc, mcp])("through $name", (door) => {
  const here = (list: AnyOperation[]) =>
    list.filter(door.offers).map((operation) => [operation.name, operation] as const);

  test.each(here(offered.filter(({ access }) => access !== "public")))(
    "%s is closed to whoever has no credential",
    async (_name, operation) => {
      const input = await sampleOf(operation).input(home);
      await unchanged(home.tenantId, async () => {
        expect((await door.send(operation, input, {})).status).toBe(401);
        expect((await door.send(operation, {}, {})).status).toBe(401);
      });
    },
  );

  test.each(here(tenantOnes))("%s is closed to a key without its scope", async (_name, operation) => {
    if (operation.access !== "tenant") return;
    const input = await sampleOf(operation).input(home);
    await unchanged(home.tenantId, async () => {
      const { status, problem } = await door.send(operation, input, lacking.get(operation.permission) ?? {});
      expect([status, problem?.code]).toEqual([403, "forbidden"]);
    });
  });

  test.each(here(tenantOnes))(
    "%s shows and changes nothing of another tenant's",
    async (_name, operation) => {
      const sample = sampleOf(operation);
      const input = await sample.input(home);
      await unchanged(home.tenantId, async () => {
        const { status, text } = await door.send(operation, input, heads.strange);
        if (sample.stranger === "notFound") expect(status).toBe(404);
        else if (sample.stranger === "refused") expect([404, 422]).toContain(status);
        else expect(status).toBeLessThan(300);
        if (sample.stranger !== "nothing") expect(text).not.toContain(MARK);
        if (operation.kind === "read") expect(text).not.toContain(MARK);
      });
    },
  );

  test.each(here(tenantOnes))("%s lets a viewer read and no more", async (_name, operation) => {
    if (operation.access !== "tenant") return;
    const input = await sampleOf(operation).input(home);
    const may = ROLE_PERMISSIONS.viewer.includes(operation.permission);
    const attempt = async () => {
      const { status } = await door.send(operation, input, door === mcp ? heads.viewerKey : heads.viewer);
      if (may) expect(status).toBeLessThan(300);
      else expect(status).toBe(403);
    };
    await (may ? attempt() : unchanged(home.tenantId, attempt));
  });

  test.each(here(tenantOnes))(
    "%s names a field that is wrong, and does nothing",
    async (_name, operation) => {
      const { input, bad = { nobodyKnows: "1" } } = sampleOf(operation);
      const wrong = { ...(await input(home)), ...bad };
      await unchanged(home.tenantId, async () => {
        const { status, problem, text } = await door.send(operation, wrong, heads.full);
        expect(status, text).toBe(422);
        expect(problem?.errors?.length, text).toBeGreaterThan(0);
      });
    },
  );

  test.each(here(tenantOnes.filter(({ kind }) => kind === "write")))(
    "%s is done once for a key that comes twice",
    async (_name, operation) => {
      const input = await sampleOf(operation).input(home);
      const key = `replay-${door.name}-${operation.name}`;
      const first = await door.send(operation, input, heads.full, key);
      expect(first.status, first.text).toBeLessThan(300);
      await unchanged(home.tenantId, async () => {
        const again = await door.send(operation, input, heads.full, key);
        expect(again.status).toBe(first.status);
        expect(idOf(again.output)).toEqual(idOf(first.output));
        const other = await door.send(operation, { ...input, ...changed(operation, input) }, heads.full, key);
        expect(other.status).toBeGreaterThanOrEqual(400);
      });
    },
  );
});

const idOf = (output: unknown) => (output as { id?: string } | undefined)?.id;

/** The same operation with another input, or at least one that can't be the same. */
function changed(operation: AnyOperation, input: Input): Input {
  const [name] = Object.keys(input).filter((field) => /Id$/.test(field));
  if (name) return { [name]: "0192e4a1-0000-7000-8000-000000000000" };
  return sampleOf(operation).bad ?? { nobodyKnows: "1" };
}

describe("an account's operation", () => {
  const accounts = offered.filter(({ access }) => access !== "tenant");

  test.each(accounts.map((o) => [o.name, o] as const))(
    "%s names a field that is wrong",
    async (_name, operation) => {
      const { input, bad = { nobodyKnows: "1" } } = sampleOf(operation);
      const wrong = { ...(await input(home)), ...bad };
      const { status, problem } = await trpc.send(operation, wrong, heads.strangeSession);
      expect(status).toBe(422);
      expect(problem?.errors?.length).toBeGreaterThan(0);
    },
  );

  test("lets nobody look into a workspace where they have no seat", async () => {
    const operation = operations.account.switchTenant as AnyOperation;
    await unchanged(home.tenantId, async () => {
      const { status, text } = await trpc.send(operation, { tenantId: home.tenantId }, heads.strangeSession);
      expect(status).toBe(404);
      expect(text).not.toContain(MARK);
    });
  });

  test("is not for API keys: no key stands for a person", async () => {
    for (const operation of accounts.filter(({ access }) => access === "signedIn")) {
      const { status } = await trpc.send(operation, await sampleOf(operation).input(home), heads.full);
      expect(status, operation.name).toBe(401);
    }
  });
});

test("an internal operation is behind no door", async () => {
  for (const operation of all.filter(({ internal }) => internal)) {
    const { status } = await trpc.send(operation, await sampleOf(operation).input(home), heads.full);
    expect(status).toBe(404);
  }
});
