import { type Tx, writeAppended } from "@/db/tenancy";
import type { Actor } from "@/server/platform/actor";
import { escalationTeams, findTask, taskCaller, taskStory } from "./queries";
import type { TaskDetail } from "./schema";
import { taskDetail } from "./view";

/** A task as it is now, for the caller: what every operation on a task answers with. @throws NotFound */
export async function showTask(tx: Tx, actor: Actor, taskId: string): Promise<TaskDetail> {
  writeAppended(tx);
  const [record, story, caller] = await Promise.all([
    findTask(tx, taskId),
    taskStory(tx, taskId),
    taskCaller(tx, actor),
  ]);
  return taskDetail(record, { ...story, escalationTeams: await escalationTeams(tx, record.task) }, caller);
}
