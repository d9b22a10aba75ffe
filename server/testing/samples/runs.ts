import type { MadeTenant } from "@/db/factories";
import { noteFailure } from "@/server/domain/breakers/queries";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { badId, form, MARK, none, type Samples, tag } from "./sample";
import { aWorkflow } from "./workflows";

async function aRun(tenant: MadeTenant) {
  const { name } = await aWorkflow(tenant);
  const { id } = await perform(operations.run.start, tenant.owner, { workflow: name, input: { note: MARK } });
  return { runId: id };
}

async function aPausedRun(tenant: MadeTenant) {
  const paused = await aRun(tenant);
  await perform(operations.run.pause, tenant.owner, paused);
  return paused;
}

/** A run whose one step asks a team that is not there. */
async function aStuckRun({ owner }: MadeTenant) {
  const name = `stuck-${tag()}`;
  const ask = { kind: "task", title: MARK, form, assignTo: { team: "nobody" }, next: "done" };
  const steps = { ask, done: { kind: "end" } };
  await perform(operations.workflow.put, owner, { name, title: `${MARK} flow`, start: "ask", steps });
  const { id, waitingFor } = await perform(operations.run.start, owner, { workflow: name });
  return { runId: id, key: waitingFor[0]?.key };
}

async function aBreaker({ tenantId }: MadeTenant) {
  const target = `${MARK.toLowerCase()}-${tag()}.example.com`;
  await noteFailure({ tenantId, target }, { error: MARK, calls: 1, probe: true });
  return { target };
}

export const runs: Samples<"run" | "deadLetter" | "signal" | "breaker"> = {
  "signal.send": {
    input: () => ({ name: "news", correlation: tag(), data: 1 }),
    bad: { correlation: "" },
    stranger: "nothing",
  },
  "breaker.list": { ...none, bad: { state: "ajar" } },
  "breaker.reset": { input: aBreaker, bad: { target: "x".repeat(400) }, stranger: "notFound" },
  "run.start": {
    input: async (tenant) => ({ workflow: (await aWorkflow(tenant)).name, input: {} }),
    bad: { callbackUrl: "no url" },
    stranger: "notFound",
  },
  "run.list": { ...none, bad: { status: "odd" } },
  "run.get": { input: aRun, bad: badId("runId"), stranger: "notFound" },
  "run.history": { input: aRun, bad: { cursor: "garbage" }, stranger: "notFound" },
  "run.counts": { ...none, bad: { text: "x".repeat(300) } },
  "run.timeline": { input: aRun, bad: badId("runId"), stranger: "notFound" },
  "run.visit": {
    input: async (tenant) => ({ ...(await aRun(tenant)), key: "wait#1" }),
    bad: badId("runId"),
    stranger: "notFound",
  },
  "run.signal": {
    input: async (tenant) => ({ ...(await aRun(tenant)), name: "news", data: { some: 1 } }),
    bad: { name: "" },
    stranger: "notFound",
  },
  "run.cancel": {
    input: async (tenant) => ({ ...(await aRun(tenant)), reason: "Enough" }),
    bad: { reason: 5 },
    stranger: "notFound",
  },
  "run.pause": { input: aRun, bad: badId("runId"), stranger: "notFound" },
  "run.resume": { input: aPausedRun, bad: badId("runId"), stranger: "notFound" },
  "run.retry": { input: aStuckRun, bad: { key: "" }, stranger: "notFound" },
  "run.skip": { input: aStuckRun, bad: { key: "" }, stranger: "notFound" },
  "run.fail": { input: aStuckRun, bad: { key: "" }, stranger: "notFound" },
  "run.rerun": { input: aRun, bad: badId("runId"), stranger: "notFound" },
  "run.fork": {
    input: async (tenant) => ({ ...(await aRun(tenant)), seq: 1 }),
    bad: { seq: 0 },
    stranger: "notFound",
  },
  "run.at": {
    input: async (tenant) => ({ ...(await aRun(tenant)), seq: 1 }),
    bad: { seq: 0 },
    stranger: "notFound",
  },
  "deadLetter.list": { ...none, bad: { limit: 0 } },
  "deadLetter.resolve": {
    input: async (tenant) => ({ action: "cancel", runIds: [(await aStuckRun(tenant)).runId] }),
    bad: { action: "forget" },
    stranger: "nothing",
  },
};
