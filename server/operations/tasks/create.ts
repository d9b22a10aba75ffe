import { z } from "zod";
import { Deciders } from "@/server/domain/decisions/schema";
import { FormDefinition } from "@/server/domain/forms/schema";
import { Id, JsonObject } from "@/server/domain/schema";
import { slaWithTemplate } from "@/server/domain/sla/rules";
import { openTask } from "@/server/domain/tasks/open";
import { AssignTo, ReplyBy, Skills, TaskDetail, TaskPriority, TaskSla } from "@/server/domain/tasks/schema";
import { showTask } from "@/server/domain/tasks/show";
import { askedSla } from "@/server/domain/tasks/sla";
import { findTemplate } from "@/server/domain/templates/queries";
import { invalid } from "@/server/platform/errors";
import { operation } from "../operation";

export const createTask = operation({
  name: "task.create",
  summary: "Ask people something, without a workflow",
  description:
    "Opens a task with a form, for a team's queue or one person, with deadlines and escalations if it has an SLA.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({
    template: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe("A task template, by its short name or id: gives what is not said here"),
    title: z.string().trim().min(1).max(500).optional().describe("Needed without a template"),
    description: z.string().max(10_000).optional(),
    form: FormDefinition.optional().describe("Needed without a template"),
    context: JsonObject.default({}),
    assignTo: AssignTo.optional(),
    priority: TaskPriority.optional().describe("`normal` when neither this nor the template says"),
    conversationId: Id.optional(),
    suggestion: JsonObject.optional().describe("What an AI would answer: people may accept or change it"),
    deciders: Deciders.optional().describe(
      "Several people's sign-off in place of one answer. Nobody claims such a task, and it has no `claimWithin`",
    ),
    replyBy: ReplyBy.default("anyone").describe("`owner`: only who has claimed it, or is it assigned to"),
    sla: TaskSla.optional().describe("Without one the team's SLA counts, or else the workspace's"),
    skills: Skills.optional().describe("What it wants of whoever answers it: those who have the most get it"),
  }),
  output: TaskDetail,
  rest: { method: "POST", path: "/tasks", status: () => 201 },
  mcp: { tool: "task_create" },
  async run({ actor, tx, now }, { template: named, ...said }) {
    const template = named ? await findTemplate(tx, named) : undefined;
    const { title, form } = { ...template, ...said };
    if (!title || !form) throw invalid("A task without a template needs a title and a form.", missing(said));
    const task = {
      ...said,
      title,
      form,
      description: said.description ?? template?.description ?? undefined,
      priority: said.priority ?? template?.priority ?? "normal",
      assignTo: said.assignTo ?? (template?.team ? { team: template.team.id } : undefined),
      sla: askedSla(slaWithTemplate(said.sla, template?.sla)),
    };
    return showTask(tx, actor, await openTask({ tx, now, actor }, task));
  },
});

function missing(said: { title?: string | undefined; form?: unknown }) {
  return (["title", "form"] as const)
    .filter((path) => !said[path])
    .map((path) => ({ path, message: "is needed without a template" }));
}
