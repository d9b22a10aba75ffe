import type { Tx } from "@/db/tenancy";
import type { Actor } from "@/server/platform/actor";
import { findTask, taskCaller, taskStory } from "./queries";
import type { TaskDetail } from "./schema";
import { taskDetail } from "./view";

/** A task as it is now, for the caller: what every operation on a task answers with. @throws NotFound */
export async function showTask(tx: Tx, actor: Actor, taskId: string): Promise<TaskDetail> {
  const record = await findTask(tx, taskId);
  const story = await taskStory(tx, record.task);
  return taskDetail(record, story, await taskCaller(tx, actor));
}
