import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { actorFor, type MadeTenant, makeMember, makeTeam, PASSWORD } from "@/db/factories";
import { messageDeliveries } from "@/db/schema/conversations";
import { withTenant } from "@/db/tenancy";
import { noteFailure } from "@/server/domain/breakers/queries";
import { hashHookToken } from "@/server/domain/triggers/token";
import type { OperationName } from "@/server/doors/catalogue";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { systemActor } from "@/server/platform/actor";
import { newId } from "@/server/platform/ids";

/** In whatever a tenant of these samples keeps: a stranger who reads it has been let in. */
export const MARK = "Confidential";

interface Sample {
  /** Input that works in this tenant; makes what it names. */
  input: (tenant: MadeTenant) => Promise<Record<string, unknown>> | Record<string, unknown>;
  /** What makes that input wrong; a field that nothing knows unless told. */
  bad?: Record<string, unknown>;
  /**
   * What the same input gets in another tenant: it names a thing that is not there (`notFound`), the answer has
   * nothing of this tenant (`nothing`), or it cannot be used (`refused`).
   */
  stranger: "notFound" | "nothing" | "refused";
}

const tag = () => randomBytes(4).toString("hex");
const none = { input: () => ({}), stranger: "nothing" } as const;
const form = { fields: { answer: { type: "text", required: true } } };

async function aTask({ owner }: MadeTenant) {
  const context = { note: MARK };
  const { id } = await perform(operations.task.create, owner, { title: `${MARK} question`, form, context });
  return { taskId: id };
}

async function aTaskOfDeciders(tenant: MadeTenant) {
  const { slug } = await makeTeam(tenant, { slug: `team-${tag()}` });
  const asked = {
    title: `${MARK} question`,
    form,
    deciders: { quorum: 1, of: [{ team: slug }], allowSelf: true },
  };
  const { id } = await perform(operations.task.create, tenant.owner, asked);
  return { taskId: id };
}

const twoTasks = (name: string) => async (tenant: MadeTenant) => {
  const { taskId } = await aTask(tenant);
  return { taskId, [name]: (await aTask(tenant)).taskId };
};

/** A stranger may make one of their own: only what is kept here bears the mark. */
const anAnswer = (answer = "Yes") => ({
  workflow: `flow-${tag()}`,
  stepId: "ask",
  condition: 'context.kind == "easy"',
  answer: { answer },
  maxUses: 10,
  endsAt: inAnHour(),
});

async function anAnswerRule({ owner }: MadeTenant) {
  const { id } = await perform(operations.answerRule.create, owner, anAnswer(MARK));
  return { answerRuleId: id };
}

/** An answer that a rule gave to a run's task. */
async function aRuleUse({ owner, tenantId }: MadeTenant) {
  const name = `ruled-${tag()}`;
  const ask = {
    kind: "task",
    title: MARK,
    form,
    context: { kind: "easy" },
    assignTo: { user: owner.id },
    next: "done",
  };
  const steps = { ask, done: { kind: "end" } };
  await perform(operations.workflow.put, owner, { name, title: `${MARK} flow`, start: "ask", steps });
  const rule = await perform(operations.answerRule.create, owner, { ...anAnswer(MARK), workflow: name });
  const { id: runId } = await perform(operations.run.start, owner, { workflow: name });
  const { data } = await perform(operations.task.list, owner, { runId });
  await perform(operations.answerRule.apply, systemActor(tenantId), { taskId: data[0]?.id });
  const uses = await perform(operations.answerRule.uses, owner, { answerRuleId: rule.id });
  return { answerRuleId: rule.id, useId: uses.data[0]?.id, verdict: "right" };
}

async function aCannedAnswer({ owner }: MadeTenant) {
  const answer = { shortcut: `hello-${tag()}`, title: MARK, body: "Hello" };
  const { id } = await perform(operations.cannedAnswer.create, owner, answer);
  return { cannedAnswerId: id };
}

async function aConversation({ owner }: MadeTenant) {
  const participant = { id: tag(), name: `${MARK} customer` };
  const { id } = await perform(operations.conversation.create, owner, { participant });
  await perform(operations.conversation.append, owner, { conversationId: id, role: "user", content: MARK });
  return { conversationId: id };
}

const conversationAfter = (act: "takeOver" | "close" | "archive") => async (tenant: MadeTenant) => {
  const conversation = await aConversation(tenant);
  await perform(operations.conversation[act], tenant.owner, conversation);
  return conversation;
};

async function aMessage(tenant: MadeTenant) {
  const conversation = await aConversation(tenant);
  const { messages } = await perform(operations.conversation.get, tenant.owner, conversation);
  return { ...conversation, messageId: messages[0]?.id };
}

/** A reply that no attempt could deliver. */
async function aFailedMessage({ owner, tenantId }: MadeTenant) {
  const participant = { id: tag() };
  const callbackUrl = "http://127.0.0.1:9/nobody";
  const { id } = await perform(operations.conversation.create, owner, { participant, callbackUrl });
  const said = { conversationId: id, content: MARK };
  const { id: messageId } = await perform(operations.conversation.reply, owner, said);
  await withTenant(tenantId, (tx) =>
    tx.update(messageDeliveries).set({ status: "failed" }).where(eq(messageDeliveries.messageId, messageId)),
  );
  return { conversationId: id, messageId };
}

const PICTURE = Buffer.from("\x89PNG\r\n\x1a\n", "latin1").toString("base64");

async function anUpload({ owner }: MadeTenant) {
  const file = { name: `${MARK}.png`, content: PICTURE };
  return { attachmentId: (await perform(operations.attachment.upload, owner, file)).id };
}

async function aBulk(tenant: MadeTenant) {
  const taskIds = [(await aTask(tenant)).taskId];
  const action = { type: "priority", priority: "low" };
  return { bulkId: (await perform(operations.bulk.start, tenant.owner, { action, taskIds })).id };
}

async function aView({ owner }: MadeTenant) {
  const query = { filter: { view: "open" } };
  const { id } = await perform(operations.view.create, owner, { name: `${MARK} view`, query, shared: true });
  return { viewId: id };
}

const definition = (title: string) => ({
  title,
  start: "wait",
  steps: {
    wait: { kind: "wait", signal: "go", next: "done" },
    done: { kind: "end" },
  },
});

async function aTemplate({ owner }: MadeTenant) {
  const { id } = await perform(operations.template.create, owner, { name: tag(), title: MARK, form });
  return { templateId: id };
}

async function aWorkflow({ owner }: MadeTenant) {
  const name = `flow-${tag()}`;
  await perform(operations.workflow.put, owner, { name, ...definition(`${MARK} flow`) });
  return { name };
}

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

async function aTool({ owner }: MadeTenant) {
  const name = `tool_${tag()}`;
  await perform(operations.tool.put, owner, { name, description: MARK, url: "https://example.com/tool" });
  return { name };
}

async function aMemory({ owner }: MadeTenant) {
  const key = `memory-${tag()}`;
  await perform(operations.memory.put, owner, { key, text: `${MARK} words` });
  return { key };
}

async function aTeam(tenant: MadeTenant) {
  const { id } = await makeTeam(tenant, { slug: `team-${tag()}` });
  return { teamId: id };
}

const calendarSpec = {
  timeZone: "Europe/Berlin",
  week: { mon: [["09:00", "17:00"]] },
  holidays: [{ date: "2026-12-25", name: "Christmas" }],
};
const policySpec = { times: { claimWithin: "10m", completeWithin: "1h" } };
const chainSpec = { steps: [{ on: "claimWithin", do: "notify", assignTo: { team: "l2" } }] };

async function aCalendar({ owner }: MadeTenant) {
  const name = `hours-${tag()}`;
  await perform(operations.calendar.put, owner, { name, title: `${MARK} hours`, spec: calendarSpec });
  return { name };
}

async function aPolicy({ owner }: MadeTenant) {
  const name = `policy-${tag()}`;
  await perform(operations.slaPolicy.put, owner, { name, title: `${MARK} policy`, spec: policySpec });
  return { name };
}

async function aChain({ owner }: MadeTenant) {
  const name = `chain-${tag()}`;
  await perform(operations.escalationChain.put, owner, { name, title: `${MARK} chain`, spec: chainSpec });
  return { name };
}

async function aTeamSeat(tenant: MadeTenant) {
  const member = await makeMember(tenant);
  const { id } = await makeTeam(tenant, { slug: `team-${tag()}`, members: [member] });
  return { teamId: id, userId: member.id };
}

async function aSeat(tenant: MadeTenant) {
  const { id } = await makeMember(tenant, "member", { name: `${MARK} member` });
  return { userId: id };
}

async function aReset(tenant: MadeTenant) {
  const { url } = await perform(operations.member.resetLink, tenant.owner, await aSeat(tenant));
  return { token: url?.split("/").at(-1) };
}

async function anInvite({ owner }: MadeTenant) {
  const email = `${MARK.toLowerCase()}-${tag()}@example.com`;
  const { invite, url } = await perform(operations.invite.create, owner, { email });
  return { inviteId: invite.id, token: url?.split("/").at(-1) };
}

async function aKey({ owner }: MadeTenant) {
  const { id } = await perform(operations.key.create, owner, { name: `${MARK} key`, scopes: ["tasks:read"] });
  return { keyId: id };
}

async function aDraft({ owner }: MadeTenant) {
  const name = `draft-${tag()}`;
  await perform(operations.workflow.saveDraft, owner, { name, ...definition(`${MARK} draft`) });
  return { name };
}

async function aTrigger(tenant: MadeTenant, kind: object = { schedule: { cron: "0 9 * * *" } }) {
  const { name: workflow } = await aWorkflow(tenant);
  const named = { workflow, name: `${MARK} trigger`, ...kind };
  const { id, url } = await perform(operations.trigger.create, tenant.owner, named);
  return { triggerId: id, url };
}

const aTriggerId = async (tenant: MadeTenant) => ({ triggerId: (await aTrigger(tenant)).triggerId });

async function aWebhook(tenant: MadeTenant) {
  const { triggerId, url } = await aTrigger(tenant, { webhook: {} });
  return { triggerId, token: url?.split("/").at(-1) ?? "" };
}

async function aBreaker({ tenantId }: MadeTenant) {
  const target = `${MARK.toLowerCase()}-${tag()}.example.com`;
  await noteFailure({ tenantId, target }, { error: MARK, calls: 1, probe: true });
  return { target };
}

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

const badId = (field: string) => ({ [field]: "no-such-form" });

/** One input for every operation there is, by which each is tried through every door. */
export const SAMPLES = {
  "workflow.put": {
    input: () => ({ name: `flow-${tag()}`, ...definition("Flow") }),
    bad: { start: 5 },
    stranger: "nothing",
  },
  "workflow.list": { ...none, bad: { limit: "many" } },
  "workflow.get": { input: aWorkflow, bad: { version: "x" }, stranger: "notFound" },
  "workflow.check": {
    input: () => ({ definition: definition("Checked") }),
    bad: { definition: 1 },
    stranger: "nothing",
  },
  "workflow.draft": { input: aDraft, bad: { name: "No Name" }, stranger: "notFound" },
  "workflow.saveDraft": {
    input: () => ({ name: `draft-${tag()}`, ...definition("Draft") }),
    bad: { name: "No Name" },
    stranger: "nothing",
  },
  "workflow.discardDraft": { input: aDraft, bad: { name: "No Name" }, stranger: "notFound" },
  "workflow.publish": { input: aDraft, bad: { name: "No Name" }, stranger: "notFound" },
  "workflow.update": {
    input: async (tenant) => ({ ...(await aWorkflow(tenant)), concurrency: 3 }),
    bad: { concurrency: 0 },
    stranger: "notFound",
  },
  "workflow.pause": { input: aWorkflow, bad: { name: "No Name" }, stranger: "notFound" },
  "workflow.resume": { input: aWorkflow, bad: { name: "No Name" }, stranger: "notFound" },
  "workflow.archive": { input: aWorkflow, bad: { name: "No Name" }, stranger: "notFound" },
  "workflow.unarchive": { input: aWorkflow, bad: { name: "No Name" }, stranger: "notFound" },
  "trigger.create": {
    input: async (tenant) => ({ workflow: (await aWorkflow(tenant)).name, schedule: { cron: "0 9 * * *" } }),
    bad: { schedule: { cron: "whenever" } },
    stranger: "notFound",
  },
  "trigger.list": { ...none, bad: { kind: "odd" } },
  "trigger.get": { input: aTriggerId, bad: badId("triggerId"), stranger: "notFound" },
  "trigger.update": {
    input: async (tenant) => ({ ...(await aTriggerId(tenant)), enabled: false }),
    bad: { enabled: "perhaps" },
    stranger: "notFound",
  },
  "trigger.preview": {
    input: () => ({ schedule: { cron: "0 9 * * *" } }),
    bad: { schedule: { cron: 1 } },
    stranger: "nothing",
  },
  "trigger.rotateSecret": {
    input: async (tenant) => {
      const webhook = { verify: { scheme: "standard" } };
      return { triggerId: (await aTrigger(tenant, { webhook })).triggerId };
    },
    bad: badId("triggerId"),
    stranger: "notFound",
  },
  "trigger.rotate": {
    input: async (tenant) => ({ triggerId: (await aWebhook(tenant)).triggerId }),
    bad: badId("triggerId"),
    stranger: "notFound",
  },
  "trigger.delete": { input: aTriggerId, bad: badId("triggerId"), stranger: "notFound" },
  "trigger.deliveries": { input: aTriggerId, bad: { status: "odd" }, stranger: "notFound" },
  "trigger.receive": {
    input: async (tenant) => {
      const { triggerId, token } = await aWebhook(tenant);
      const came = { raw: "", read: { body: {} }, headers: {}, query: {} };
      return { triggerId, tokenHash: hashHookToken(token), ...came };
    },
    stranger: "notFound",
  },
  "trigger.fireDue": { input: aTriggerId, stranger: "notFound" },
  "trigger.fireEvent": {
    input: async (tenant) => ({ ...(await aTriggerId(tenant)), eventId: newId() }),
    stranger: "nothing",
  },
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
  "calendar.list": { ...none, bad: { odd: 1 } },
  "calendar.get": { input: aCalendar, bad: { name: "No name" }, stranger: "notFound" },
  "calendar.put": {
    input: () => ({ name: `hours-${tag()}`, title: "Hours", spec: calendarSpec }),
    bad: { spec: { ...calendarSpec, timeZone: "Mars/Base" } },
    stranger: "nothing",
  },
  "calendar.delete": { input: aCalendar, bad: { name: "No name" }, stranger: "notFound" },
  "calendar.retarget": { input: async (t) => ({ calendar: (await aCalendar(t)).name }), stranger: "nothing" },
  "sla.preview": {
    input: () => ({ at: "2026-11-20T15:30:00Z", priority: "high", spec: policySpec }),
    bad: { at: "soon" },
    stranger: "nothing",
  },
  "slaPolicy.list": { ...none, bad: { odd: 1 } },
  "slaPolicy.get": { input: aPolicy, bad: { name: "No name" }, stranger: "notFound" },
  "slaPolicy.put": {
    input: () => ({ name: `policy-${tag()}`, title: "Policy", spec: policySpec }),
    bad: { spec: { times: { claimWithin: "soon" } } },
    stranger: "nothing",
  },
  "slaPolicy.delete": { input: aPolicy, bad: { name: "No name" }, stranger: "notFound" },
  "escalationChain.list": { ...none, bad: { odd: 1 } },
  "escalationChain.get": { input: aChain, bad: { name: "No name" }, stranger: "notFound" },
  "escalationChain.put": {
    input: () => ({ name: `chain-${tag()}`, title: "Chain", spec: chainSpec }),
    bad: { spec: { steps: [{ on: "lunch" }] } },
    stranger: "nothing",
  },
  "escalationChain.delete": { input: aChain, bad: { name: "No name" }, stranger: "notFound" },
  "task.assignment": { input: aTask, bad: badId("taskId"), stranger: "notFound" },
  "member.setAvailability": {
    input: async (tenant) => ({ ...(await aSeat(tenant)), availability: "away" }),
    bad: { availability: "asleep" },
    stranger: "notFound",
  },
  "team.updateMember": {
    input: async (tenant) => ({ ...(await aTeamSeat(tenant)), capacity: 3, skills: ["french"] }),
    bad: { capacity: -1 },
    stranger: "notFound",
  },
  "deadLetter.list": { ...none, bad: { limit: 0 } },
  "deadLetter.resolve": {
    input: async (tenant) => ({ action: "cancel", runIds: [(await aStuckRun(tenant)).runId] }),
    bad: { action: "forget" },
    stranger: "nothing",
  },
  "tool.put": {
    input: () => ({ name: `tool_${tag()}`, url: "https://example.com/tool" }),
    bad: { url: "no url" },
    stranger: "nothing",
  },
  "tool.list": { ...none, bad: { limit: 0 } },
  "tool.get": { input: aTool, bad: { name: "No name" }, stranger: "notFound" },
  "tool.delete": { input: aTool, bad: { name: "No name" }, stranger: "notFound" },
  "memory.put": {
    input: () => ({ key: `memory-${tag()}`, text: "Words" }),
    bad: { text: "" },
    stranger: "nothing",
  },
  "memory.list": { ...none, bad: { limit: 0 } },
  "memory.delete": { input: aMemory, bad: { key: "x".repeat(300) }, stranger: "notFound" },
  "task.create": {
    input: async (tenant) => {
      const team = await makeTeam(tenant, { slug: `team-${tag()}` });
      return { title: `${MARK} question`, form, assignTo: { team: team.slug } };
    },
    bad: { title: "" },
    stranger: "refused",
  },
  "task.list": { ...none, bad: { runId: "x" } },
  "task.counts": none,
  "task.get": { input: aTask, bad: badId("taskId"), stranger: "notFound" },
  "task.claim": { input: aTask, bad: badId("taskId"), stranger: "notFound" },
  "task.release": {
    input: async (tenant) => {
      const task = await aTask(tenant);
      await perform(operations.task.claim, tenant.owner, task);
      return task;
    },
    stranger: "notFound",
  },
  "task.complete": {
    input: async (tenant) => ({ ...(await aTask(tenant)), formData: { answer: "Yes" } }),
    bad: { formData: {} },
    stranger: "notFound",
  },
  "task.reassign": {
    input: async (tenant) => {
      const team = await makeTeam(tenant, { slug: `team-${tag()}` });
      return { ...(await aTask(tenant)), assignTo: { team: team.slug } };
    },
    bad: { assignTo: { nobody: true } },
    stranger: "notFound",
  },
  "task.comment": {
    input: async (tenant) => ({ ...(await aTask(tenant)), body: `${MARK} thought` }),
    bad: { body: " " },
    stranger: "notFound",
  },
  "task.snooze": {
    input: async (tenant) => ({ ...(await aTask(tenant)), until: inAnHour() }),
    bad: { until: "soon" },
    stranger: "notFound",
  },
  "task.wake": {
    input: async (tenant) => {
      const task = await aTask(tenant);
      await perform(operations.task.snooze, tenant.owner, { ...task, until: inAnHour() });
      return task;
    },
    bad: badId("taskId"),
    stranger: "notFound",
  },
  "task.wait": { input: aTask, bad: badId("taskId"), stranger: "notFound" },
  "task.stopWaiting": {
    input: async (tenant) => {
      const task = await aTask(tenant);
      await perform(operations.task.wait, tenant.owner, task);
      return task;
    },
    bad: badId("taskId"),
    stranger: "notFound",
  },
  "task.presence": { ...none, bad: badId("taskId") },
  "task.look": { input: aTask, bad: badId("taskId"), stranger: "notFound" },
  "task.lookAway": { input: aTask, bad: badId("taskId"), stranger: "notFound" },
  "task.draft": { input: aTask, bad: badId("taskId"), stranger: "notFound" },
  "task.saveDraft": {
    input: async (tenant) => ({
      ...(await aTask(tenant)),
      formData: { answer: MARK },
      device: "browser",
      revision: 1,
    }),
    bad: { device: "" },
    stranger: "notFound",
  },
  "task.discardDraft": { input: aTask, bad: badId("taskId"), stranger: "notFound" },
  "task.decide": {
    input: async (tenant) => ({
      ...(await aTaskOfDeciders(tenant)),
      verdict: "approve",
      formData: { answer: "Yes" },
    }),
    bad: { verdict: "perhaps" },
    stranger: "notFound",
  },
  "task.decisions": { input: aTaskOfDeciders, bad: badId("taskId"), stranger: "notFound" },
  "task.related": { input: aTask, bad: badId("taskId"), stranger: "notFound" },
  "task.link": { input: twoTasks("otherId"), bad: badId("otherId"), stranger: "notFound" },
  "task.unlink": {
    input: async (tenant) => {
      const two = await twoTasks("otherId")(tenant);
      await perform(operations.task.link, tenant.owner, two);
      return two;
    },
    bad: badId("otherId"),
    stranger: "notFound",
  },
  "task.split": {
    input: async (tenant) => ({ ...(await aTask(tenant)), parts: [{ title: "A part" }] }),
    bad: { parts: [] },
    stranger: "notFound",
  },
  "task.merge": { input: twoTasks("into"), bad: badId("into"), stranger: "notFound" },
  "task.unmerge": {
    input: async (tenant) => {
      const { taskId, into } = await twoTasks("into")(tenant);
      await perform(operations.task.merge, tenant.owner, { taskId, into });
      return { taskId };
    },
    bad: badId("taskId"),
    stranger: "notFound",
  },
  "task.answerDuplicate": { input: aTask, stranger: "notFound" },
  "task.transfer": {
    input: async (tenant) => {
      const team = await makeTeam(tenant, { slug: `team-${tag()}` });
      return { ...(await aTask(tenant)), team: team.slug, note: "For you" };
    },
    bad: { note: " " },
    stranger: "notFound",
  },
  "task.alike": { input: aTask, bad: badId("taskId"), stranger: "notFound" },
  "task.completeMany": {
    input: async (tenant) => ({ taskIds: [(await aTask(tenant)).taskId], formData: { answer: "Yes" } }),
    bad: { taskIds: [] },
    stranger: "nothing",
  },
  "answerRule.proposals": none,
  "answerRule.list": none,
  "answerRule.create": {
    input: () => anAnswer(),
    bad: { condition: "context. ==" },
    stranger: "nothing",
  },
  "answerRule.uses": { input: anAnswerRule, bad: badId("answerRuleId"), stranger: "notFound" },
  "answerRule.review": {
    input: aRuleUse,
    bad: { verdict: "perhaps" },
    stranger: "notFound",
  },
  "answerRule.revoke": { input: anAnswerRule, bad: { because: " " }, stranger: "notFound" },
  "answerRule.apply": { input: aTask, stranger: "notFound" },
  "cannedAnswer.list": { ...none, bad: { text: "x".repeat(300) } },
  "cannedAnswer.create": {
    input: () => ({ shortcut: `hello-${tag()}`, title: "Hello", body: "Hello {{customer.name}}" }),
    bad: { body: "Hello {{nobody}}" },
    stranger: "nothing",
  },
  "cannedAnswer.update": {
    input: async (tenant) => ({ ...(await aCannedAnswer(tenant)), title: "Goodbye" }),
    bad: { shortcut: "No shortcut" },
    stranger: "notFound",
  },
  "cannedAnswer.delete": { input: aCannedAnswer, bad: badId("cannedAnswerId"), stranger: "notFound" },
  "member.delegate": {
    input: async (tenant) => ({ ...(await aSeat(tenant)), to: (await aSeat(tenant)).userId }),
    bad: { until: "soon" },
    stranger: "notFound",
  },
  "task.update": {
    input: async (tenant) => ({ ...(await aTask(tenant)), priority: "high" }),
    bad: { priority: "whatever" },
    stranger: "notFound",
  },
  "task.cancel": {
    input: async (tenant) => ({ ...(await aTask(tenant)), reason: "Enough" }),
    bad: { reason: 5 },
    stranger: "notFound",
  },
  "task.undo": {
    input: async (tenant) => {
      const task = await aTask(tenant);
      await perform(operations.task.claim, tenant.owner, task);
      return task;
    },
    bad: badId("taskId"),
    stranger: "notFound",
  },
  "bulk.start": {
    input: async (tenant) => ({ action: { type: "claim" }, taskIds: [(await aTask(tenant)).taskId] }),
    bad: { action: { type: "paint" } },
    stranger: "nothing",
  },
  "bulk.get": { input: aBulk, bad: badId("bulkId"), stranger: "notFound" },
  "bulk.undo": { input: aBulk, bad: badId("bulkId"), stranger: "notFound" },
  "task.missDeadline": { input: () => ({ deadlineId: newId() }), stranger: "nothing" },
  "inbox.list": { ...none, bad: { sort: "sideways" } },
  "inbox.groups": { input: () => ({ by: "status" }), bad: { by: "colour" }, stranger: "nothing" },
  "view.create": {
    input: () => ({ name: `View ${tag()}`, query: { filter: { view: "open" } } }),
    bad: { query: { filter: { view: "odd" } } },
    stranger: "nothing",
  },
  "view.list": none,
  "view.counts": none,
  "view.update": {
    input: async (tenant) => ({ ...(await aView(tenant)), name: "Renamed" }),
    bad: { name: " " },
    stranger: "notFound",
  },
  "view.delete": { input: aView, bad: badId("viewId"), stranger: "notFound" },
  "conversation.create": {
    input: () => ({ participant: { id: tag() }, externalId: tag() }),
    bad: { participant: "somebody" },
    stranger: "nothing",
  },
  "conversation.list": { ...none, bad: { status: "odd" } },
  "conversation.get": { input: aConversation, bad: badId("conversationId"), stranger: "notFound" },
  "conversation.append": {
    input: async (tenant) => ({ ...(await aConversation(tenant)), role: "user", content: "Hello" }),
    bad: { role: "bystander" },
    stranger: "notFound",
  },
  "conversation.counts": none,
  "conversation.reply": {
    input: async (tenant) => ({ ...(await aConversation(tenant)), content: "Hello" }),
    bad: { content: "" },
    stranger: "notFound",
  },
  "conversation.note": {
    input: async (tenant) => ({ ...(await aConversation(tenant)), content: "Look" }),
    bad: { content: "" },
    stranger: "notFound",
  },
  "conversation.retry": { input: aFailedMessage, bad: badId("messageId"), stranger: "notFound" },
  "conversation.read": { input: aMessage, bad: badId("messageId"), stranger: "notFound" },
  "conversation.update": {
    input: async (tenant) => ({ ...(await aConversation(tenant)), subject: "A parcel" }),
    bad: { participant: { name: "" } },
    stranger: "notFound",
  },
  "conversation.takeOver": { input: aConversation, bad: badId("conversationId"), stranger: "notFound" },
  "conversation.handBack": {
    input: conversationAfter("takeOver"),
    bad: badId("conversationId"),
    stranger: "notFound",
  },
  "conversation.close": { input: aConversation, bad: badId("conversationId"), stranger: "notFound" },
  "conversation.reopen": {
    input: conversationAfter("close"),
    bad: badId("conversationId"),
    stranger: "notFound",
  },
  "conversation.archive": { input: aConversation, bad: badId("conversationId"), stranger: "notFound" },
  "conversation.unarchive": {
    input: conversationAfter("archive"),
    bad: badId("conversationId"),
    stranger: "notFound",
  },
  "conversation.messages": { input: aConversation, bad: { limit: 0 }, stranger: "notFound" },
  "attachment.upload": {
    input: () => ({ name: "photo.png", content: PICTURE }),
    bad: { name: "../photo.png" },
    stranger: "nothing",
  },
  "attachment.content": { input: anUpload, bad: badId("attachmentId"), stranger: "notFound" },
  "attachment.drop": { input: anUpload, bad: badId("attachmentId"), stranger: "notFound" },
  "account.signUp": {
    input: () => ({ name: "Ada", workspaceName: "New", email: `${tag()}@example.com`, password: PASSWORD }),
    bad: { password: "short" },
    stranger: "nothing",
  },
  "account.me": none,
  "account.update": { input: () => ({ name: "Ada" }), bad: { name: " " }, stranger: "nothing" },
  "account.changePassword": {
    input: () => ({ currentPassword: PASSWORD, password: PASSWORD }),
    bad: { password: "short" },
    stranger: "nothing",
  },
  "account.forgotPassword": {
    input: () => ({ email: `${tag()}@example.com` }),
    bad: { email: "nobody" },
    stranger: "nothing",
  },
  "account.getReset": { input: aReset, bad: { token: "short" }, stranger: "nothing" },
  "account.resetPassword": {
    input: async (tenant) => ({ ...(await aReset(tenant)), password: PASSWORD }),
    bad: { password: "short" },
    stranger: "nothing",
  },
  "account.switchTenant": {
    input: ({ tenantId }) => ({ tenantId }),
    bad: badId("tenantId"),
    stranger: "notFound",
  },
  "account.signOut": none,
  "account.sessions": none,
  "account.revokeSession": {
    input: async ({ owner, tenantId }) => ({ sessionId: (await actorFor(owner.id, tenantId)).sessionId }),
    bad: badId("sessionId"),
    stranger: "notFound",
  },
  "account.revokeOtherSessions": none,
  "tenant.create": { input: () => ({ name: "Another" }), bad: { name: "" }, stranger: "nothing" },
  "tenant.get": none,
  "tenant.update": { input: () => ({ name: "Renamed" }), bad: { name: "" }, stranger: "nothing" },
  "tenant.signingSecret": none,
  "tenant.limits": none,
  "tenant.updateLimits": {
    input: () => ({ maxTasksPerDay: 1_000 }),
    bad: { maxTasksPerDay: 0 },
    stranger: "nothing",
  },
  "tenant.addSample": none,
  "member.list": { ...none, bad: { role: "king" } },
  "member.update": {
    input: async (tenant) => ({ ...(await aSeat(tenant)), role: "viewer" }),
    bad: { role: "king" },
    stranger: "notFound",
  },
  "member.deactivate": { input: aSeat, bad: badId("userId"), stranger: "notFound" },
  "member.reactivate": {
    input: async (tenant) => {
      const seat = await aSeat(tenant);
      await perform(operations.member.deactivate, tenant.owner, seat);
      return seat;
    },
    stranger: "notFound",
  },
  "member.photo": {
    input: async ({ owner }) => {
      await perform(operations.member.setPhoto, owner, { userId: owner.id, content: PICTURE });
      return { userId: owner.id };
    },
    bad: badId("userId"),
    stranger: "notFound",
  },
  "member.setPhoto": {
    input: async (tenant) => ({ ...(await aSeat(tenant)), content: PICTURE }),
    bad: { content: "?" },
    stranger: "notFound",
  },
  "member.removePhoto": { input: aSeat, bad: badId("userId"), stranger: "notFound" },
  "member.resetLink": { input: aSeat, bad: badId("userId"), stranger: "notFound" },
  "invite.create": {
    input: () => ({ email: `${tag()}@example.com` }),
    bad: { email: "nobody" },
    stranger: "nothing",
  },
  "invite.list": { ...none, bad: { limit: "x" } },
  "invite.revoke": {
    input: async (tenant) => ({ inviteId: (await anInvite(tenant)).inviteId }),
    bad: badId("inviteId"),
    stranger: "notFound",
  },
  "invite.get": {
    input: async (tenant) => ({ token: (await anInvite(tenant)).token }),
    bad: { token: "short" },
    stranger: "nothing",
  },
  "invite.accept": {
    input: async (tenant) => ({ token: (await anInvite(tenant)).token, name: "Ada", password: PASSWORD }),
    bad: { token: "short" },
    stranger: "nothing",
  },
  "template.list": { input: async (tenant) => (await aTemplate(tenant)) && {}, stranger: "nothing" },
  "template.create": {
    input: () => ({ name: tag(), title: "Call the customer back", form }),
    bad: { name: "" },
    stranger: "nothing",
  },
  "template.update": {
    input: async (tenant) => ({ ...(await aTemplate(tenant)), title: "Changed" }),
    bad: badId("templateId"),
    stranger: "notFound",
  },
  "template.delete": { input: aTemplate, bad: badId("templateId"), stranger: "notFound" },
  "home.onboarding": none,
  "home.dismissOnboarding": none,
  "home.teamState": { ...none, bad: { timeZone: "Mars/Olympus" } },
  "notification.preferences": none,
  "notification.setPreferences": {
    input: () => ({ email: ["task.assigned"] }),
    bad: { email: ["weather"] },
    stranger: "nothing",
  },
  "team.list": { ...none, bad: { memberId: "x" } },
  "team.get": { input: aTeam, bad: badId("teamId"), stranger: "notFound" },
  "team.members": { input: aTeam, bad: { limit: 1000 }, stranger: "notFound" },
  "team.create": { input: () => ({ name: `Team ${tag()}` }), bad: { slug: "No Slug" }, stranger: "nothing" },
  "team.update": {
    input: async (tenant) => ({ ...(await aTeam(tenant)), name: "Renamed" }),
    bad: { assignmentStrategy: "dice" },
    stranger: "notFound",
  },
  "team.delete": { input: aTeam, bad: badId("teamId"), stranger: "notFound" },
  "team.addMember": {
    input: async (tenant) => ({ ...(await aTeam(tenant)), ...(await aSeat(tenant)) }),
    bad: badId("userId"),
    stranger: "notFound",
  },
  "team.removeMember": {
    input: async (tenant) => {
      const seat = { ...(await aTeam(tenant)), ...(await aSeat(tenant)) };
      await perform(operations.team.addMember, tenant.owner, seat);
      return seat;
    },
    bad: badId("teamId"),
    stranger: "notFound",
  },
  "key.create": {
    input: () => ({ name: "New key", scopes: ["tasks:read"] }),
    bad: { scopes: ["everything"] },
    stranger: "nothing",
  },
  "key.list": { ...none, bad: { includeRevoked: "perhaps" } },
  "key.revoke": { input: aKey, bad: badId("keyId"), stranger: "notFound" },
  "notification.list": { ...none, bad: { unread: "perhaps" } },
  "notification.read": { ...none, bad: { ids: ["x"] } },
} as const satisfies Record<OperationName, Sample>;
