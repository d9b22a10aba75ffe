import type { z } from "zod";
import type { JsonObject } from "@/server/domain/schema";
import { completeLocked } from "@/server/domain/tasks/close";
import type { TaskAt } from "@/server/domain/tasks/history";
import type { TaskRow } from "@/server/domain/tasks/queries";
import { deliverTo, type RunRow } from "@/server/engine/shell/deliver";
import { actorRef } from "@/server/platform/actor";

type Data = z.infer<typeof JsonObject>;

/**
 * Closes a locked, open task with an answer and gives it to the run that asked, locked as well, if one did. The one
 * way to an answer, whoever gives it and through whatever door. `more` is told to the run beside the form's data.
 */
export async function answerTask(
  at: TaskAt,
  { task, run }: { task: TaskRow; run: RunRow | undefined },
  formData: Data,
  more: Data = {},
): Promise<void> {
  const { tx, now, actor } = at;
  completeLocked(at, task, formData);
  if (!run || !task.stepKey) return;
  const answeredBy = { ...actorRef(actor), channel: actor.channel };
  await deliverTo({ tx, now, tenantId: actor.tenantId }, run, {
    type: "task.completed",
    at: now.getTime(),
    key: task.stepKey,
    output: { ...formData, ...more, answeredBy },
  });
}
