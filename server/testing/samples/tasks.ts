import { type MadeTenant, makeTeam } from "@/db/factories";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { newId } from "@/server/platform/ids";
import { badId, form, inAnHour, MARK, none, type Samples, tag } from "./sample";

export async function aTask({ owner }: MadeTenant) {
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

async function aTemplate({ owner }: MadeTenant) {
  const { id } = await perform(operations.template.create, owner, { name: tag(), title: MARK, form });
  return { templateId: id };
}

export const tasks: Samples<"task" | "template"> = {
  "task.assignment": { input: aTask, bad: badId("taskId"), stranger: "notFound" },
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
  "task.originals": { input: aTask, bad: badId("taskId"), stranger: "notFound" },
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
  "task.missDeadline": { input: () => ({ deadlineId: newId() }), stranger: "nothing" },
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
};
