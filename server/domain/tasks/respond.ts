import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { taskDeadlines, tasks } from "@/db/schema/tasks";
import { post } from "@/db/tenancy";
import { clockTimeOf } from "@/server/domain/sla/clock-time";
import { pausedBy } from "@/server/domain/sla/resolve";
import {
  deadlineRows,
  metLate,
  ofClocks,
  planDeadlines,
  refreshNextDue,
  setDeadlines,
  stopClocks,
} from "./deadlines";
import type { TaskAt } from "./history";
import { lockTask, type TaskRow } from "./queries";
import { isOpen } from "./rules";
import { OPEN_TASK_STATUSES } from "./schema";

const RESPONSES = ["firstResponseWithin", "nextResponseWithin"] as const;

/**
 * What was said in a conversation moves the response clocks of its open tasks: a person's word halts them, and the
 * customer's next word starts the next.
 */
export async function hearMessage(at: TaskAt, conversationId: string, role: string): Promise<void> {
  if (role !== "human" && role !== "user") return;
  const open = await at.tx
    .select({ id: tasks.id, sla: tasks.sla })
    .from(tasks)
    .where(and(eq(tasks.conversationId, conversationId), inArray(tasks.status, [...OPEN_TASK_STATUSES])));
  // Only those are locked that have such clocks: whoever writes would else wait for whoever answers.
  for (const { id } of open.filter(({ sla }) => RESPONSES.some((clock) => sla?.[clock] !== undefined))) {
    const task = await lockTask(at.tx, id);
    if (!isOpen(task.status)) continue;
    if (role === "human") personResponded(at, task);
    else await customerWrote(at, task);
    refreshNextDue(at.tx, id);
    noteChange(at.tx, at.actor.tenantId, "task", id);
  }
}

function personResponded({ tx, now }: TaskAt, task: TaskRow): void {
  const unmet = and(eq(taskDeadlines.taskId, task.id), isNull(taskDeadlines.firedAt));
  // That the first response was given is kept; each further one begins anew.
  post(
    tx
      .update(taskDeadlines)
      .set({ stoppedAt: sql`coalesce(${taskDeadlines.stoppedAt}, ${now.toISOString()})`, metAt: now })
      .where(and(unmet, isNull(taskDeadlines.metAt), ofClocks(["firstResponseWithin"]))),
  );
  post(tx.delete(taskDeadlines).where(and(unmet, ofClocks(["nextResponseWithin"]))));
  if (task.breachedAt) metLate(tx, now, task.id, ofClocks(RESPONSES));
}

async function customerWrote({ tx, now, actor }: TaskAt, task: TaskRow): Promise<void> {
  if (!task.sla || task.sla.nextResponseWithin === undefined) return;
  const awaited = await tx
    .select({ id: taskDeadlines.id })
    .from(taskDeadlines)
    .where(and(eq(taskDeadlines.taskId, task.id), ofClocks(RESPONSES), isNull(taskDeadlines.metAt)))
    .limit(1);
  // Somebody is being waited for already, since the first word that was not answered.
  if (awaited.length > 0) return;
  const { tenantId } = actor;
  const planned = planDeadlines(task.sla, ["nextResponseWithin"]);
  const time = await clockTimeOf(tx, tenantId, task.sla);
  const rows = deadlineRows({ tenantId, taskId: task.id, now }, planned, time);
  setDeadlines(
    tx,
    now,
    rows.map((row) => ({ ...row, startedAt: now })),
  );
  // Nobody is hurried about what is put off.
  const putOff = task.snoozedUntil && pausedBy(task.sla, "snoozed").includes("nextResponseWithin");
  if (putOff) stopClocks(tx, now, task.id, ofClocks(["nextResponseWithin"]));
}
