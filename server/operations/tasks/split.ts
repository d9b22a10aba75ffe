import { z } from "zod";
import { FormDefinition } from "@/server/domain/forms/schema";
import { linkTasks } from "@/server/domain/related/links";
import { Id } from "@/server/domain/schema";
import { allowOnTask } from "@/server/domain/tasks/allow";
import { recordHistory } from "@/server/domain/tasks/history";
import { openTask } from "@/server/domain/tasks/open";
import { lockTask } from "@/server/domain/tasks/queries";
import { AssignTo, TaskDetail } from "@/server/domain/tasks/schema";
import { showTask } from "@/server/domain/tasks/show";
import { operation } from "../operation";

/** What a part asks for when nothing else is said: words. */
const PLAIN_FORM: FormDefinition = { fields: { answer: { type: "textarea", required: true } } };

export const splitTask = operation({
  name: "task.split",
  summary: "Split parts off a task, as tasks of their own that are linked with it",
  description:
    "The task itself stays open: its run waits for its answer, which whoever gives it makes of the parts'. Parts have its context, conversation and priority, and a form of their own.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({
    taskId: Id,
    parts: z
      .array(
        z.strictObject({
          title: z.string().trim().min(1, "must not be empty").max(500),
          description: z.string().max(10_000).optional(),
          assignTo: AssignTo.optional(),
          form: FormDefinition.optional(),
        }),
      )
      .min(1)
      .max(10),
  }),
  output: z.object({ task: TaskDetail, partIds: z.array(z.string()) }),
  rest: { method: "POST", path: "/tasks/{taskId}/split" },
  mcp: { tool: "task_split" },
  async run({ actor, tx, now }, { taskId, parts }) {
    const at = { tx, now, actor };
    const task = await lockTask(tx, taskId);
    await allowOnTask(tx, actor, "reassign", task);
    const partIds: string[] = [];
    for (const { form = PLAIN_FORM, ...part } of parts) {
      const { context, priority, conversationId, teamId } = task;
      const assignTo = part.assignTo ?? (teamId ? { team: teamId } : undefined);
      const shared = { context, priority, conversationId: conversationId ?? undefined };
      const id = await openTask(at, { ...shared, ...part, form, assignTo });
      await linkTasks(at, { id, title: part.title }, task, "split");
      recordHistory(at, taskId, "split", { taskId: id, title: part.title });
      partIds.push(id);
    }
    return { task: await showTask(tx, actor, taskId), partIds };
  },
});
