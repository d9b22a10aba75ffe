import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { type MadeTenant, makeTenant } from "@/db/factories";
import { runJobs, runs } from "@/db/schema/runs";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { newId } from "@/server/platform/ids";
import { testDatabase } from "@/server/testing/database";
import { append, change, remove, type Tx, withTenant } from "./tenancy";

testDatabase();
let tenant: MadeTenant;
let model: typeof runs.$inferSelect;

beforeAll(async () => {
  tenant = await makeTenant();
  const { id } = await (async () => {
    const steps = { done: { kind: "end" } };
    await perform(operations.workflow.put, tenant.owner, { name: "w", title: "W", start: "done", steps });
    return perform(operations.run.start, tenant.owner, { workflow: "w" });
  })();
  model = (
    await withTenant(tenant.tenantId, (tx) => tx.select().from(runs).where(eq(runs.id, id)))
  )[0] as typeof model;
});

const row = (more: Partial<typeof model> = {}) => ({ ...model, id: newId(), ...more });
const read = async (tx: Tx, id: string) => (await tx.select().from(runs).where(eq(runs.id, id)))[0];
const job = (runId: string) => ({
  tenantId: tenant.tenantId,
  runId,
  stepKey: "s",
  attempt: 1,
  kind: "http",
  request: {},
  idempotencyKey: "k",
});

test("what was written is seen by the next read of the same transaction, and kept by its commit", async () => {
  const one = row({ tags: ["a", 'b"{,}'], timeoutMs: 5, startAt: new Date("2026-01-02T03:04:05.678Z") });
  await withTenant(tenant.tenantId, async (tx) => {
    append(tx, runs, one);
    expect(await read(tx, one.id)).toEqual(one);
    change(tx, runs, one, { seq: 7 });
    change(tx, runs, one, { callbackUrl: "http://a.example" });
  });
  const kept = await withTenant(tenant.tenantId, (tx) => read(tx, one.id));
  expect(kept).toEqual({ ...one, seq: 7, callbackUrl: "http://a.example" });
});

test("a row that is changed before it was sent is written as it then is, and what a row leaves out is its default", async () => {
  const one = row({ callbackUrl: "http://a.example" });
  const { nesting: _, ...two } = row();
  await withTenant(tenant.tenantId, async (tx) => {
    append(tx, runs, [one, two]);
    change(tx, runs, one, { status: "cancelled", callbackUrl: null });
    expect(await read(tx, one.id)).toMatchObject({ status: "cancelled", callbackUrl: null });
    expect(await read(tx, two.id)).toMatchObject({ nesting: 0 });
  });
});

test("rows go, and rows that come after stay", async () => {
  const one = row();
  const jobs = await withTenant(tenant.tenantId, async (tx) => {
    append(tx, runs, one);
    append(tx, runJobs, job(one.id));
    remove(tx, runJobs, { tenantId: tenant.tenantId, runId: one.id });
    append(tx, runJobs, { ...job(one.id), attempt: 2 });
    return tx.select().from(runJobs).where(eq(runJobs.runId, one.id));
  });
  expect(jobs.map(({ attempt }) => attempt)).toEqual([2]);
});

test("text that PostgreSQL can't keep is kept without what it can't", async () => {
  const one = row({
    input: undefined,
    state: { ...model.state, output: "a\0b \ud83d c 😀 \\u0000" },
  } as object);
  await withTenant(tenant.tenantId, async (tx) => append(tx, runs, one));
  const kept = await withTenant(tenant.tenantId, (tx) => read(tx, one.id));
  expect(kept?.state.output).toBe("a\uFFFDb \uFFFD c 😀 \\u0000");
});

test("a write that fails fails its transaction, and nothing of it is kept", async () => {
  const one = row();
  const failing = withTenant(tenant.tenantId, async (tx) => {
    append(tx, runs, one);
    append(tx, runs, row({ workflowId: newId() }));
  });
  await expect(failing).rejects.toMatchObject({ code: "23503" });
  expect(await withTenant(tenant.tenantId, (tx) => read(tx, one.id))).toBeUndefined();
});
