import type { Tx } from "@/db/tenancy";
import type { Actor } from "@/server/platform/actor";
import { notFound } from "@/server/platform/errors";
import { escalationTeams, findTasks, taskCaller, taskStories } from "./queries";
import type { TaskDetail } from "./schema";
import { taskDetail } from "./view";

/** A task as it is now, for the caller: what every operation on a task answers with. @throws NotFound */
export async function showTask(tx: Tx, actor: Actor, taskId: string): Promise<TaskDetail> {
  const [shown] = await showTasks(tx, [{ actor, taskId }]);
  return shown as TaskDetail;
}

/** Several tasks, each for its own caller. @throws NotFound when there is not one of them */
export async function showTasks(tx: Tx, wanted: { actor: Actor; taskId: string }[]): Promise<TaskDetail[]> {
  const ids = [...new Set(wanted.map(({ taskId }) => taskId))];
  const [found, stories, callers] = await Promise.all([
    findTasks(tx, ids),
    taskStories(tx, ids),
    Promise.all(wanted.map(({ actor }) => taskCaller(tx, actor))),
  ]);
  const records = new Map(found.map((record) => [record.task.id, record]));
  const shown = wanted.map(async ({ taskId }, i) => {
    const record = records.get(taskId);
    const caller = callers[i];
    if (!record || !caller) throw notFound("task", taskId);
    const story = { ...stories(taskId), escalationTeams: await escalationTeams(tx, record.task) };
    return taskDetail(record, story, caller);
  });
  return Promise.all(shown);
}
