import { z } from "zod";
import { Deciders } from "@/server/domain/decisions/schema";
import { Id, JsonObject } from "@/server/domain/schema";
import { openTask } from "@/server/domain/tasks/open";
import {
  AssignTo,
  FormDefinition,
  ReplyBy,
  Skills,
  TaskDetail,
  TaskPriority,
  TaskSla,
} from "@/server/domain/tasks/schema";
import { showTask } from "@/server/domain/tasks/show";
import { askedSla } from "@/server/domain/tasks/sla";
import { operation } from "../operation";

export const createTask = operation({
  name: "task.create",
  summary: "Ask people something, without a workflow",
  description:
    "Opens a task with a form, for a team's queue or one person, with deadlines and escalations if it has an SLA.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({
    title: z.string().trim().min(1).max(500),
    description: z.string().max(10_000).optional(),
    form: FormDefinition,
    context: JsonObject.default({}),
    assignTo: AssignTo.optional(),
    priority: TaskPriority.default("normal"),
    conversationId: Id.optional(),
    suggestion: JsonObject.optional().describe("What an AI would answer: people may accept or change it"),
    deciders: Deciders.optional().describe("Several people's sign-off in place of one answer"),
    replyBy: ReplyBy.default("anyone").describe("`owner`: only who has claimed it, or is it assigned to"),
    sla: TaskSla.optional().describe("Without one the team's SLA counts, or else the workspace's"),
    skills: Skills.optional().describe("What it wants of whoever answers it: those who have the most get it"),
  }),
  output: TaskDetail,
  rest: { method: "POST", path: "/tasks", status: () => 201 },
  mcp: { tool: "task_create" },
  async run({ actor, tx, now }, input) {
    const id = await openTask({ tx, now, actor }, { ...input, sla: askedSla(input.sla) });
    return showTask(tx, actor, id);
  },
});
