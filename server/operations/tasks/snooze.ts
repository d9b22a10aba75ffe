import { z } from "zod";
import { Id } from "@/server/domain/schema";
import { allowOnTask } from "@/server/domain/tasks/allow";
import { snooze } from "@/server/domain/tasks/hold";
import { lockTask } from "@/server/domain/tasks/queries";
import { TaskDetail } from "@/server/domain/tasks/schema";
import { showTask } from "@/server/domain/tasks/show";
import { invalid } from "@/server/platform/errors";
import { operation } from "../operation";

/** Longer than this is not put off, it is forgotten. */
const LONGEST_DAYS = 365;

export const snoozeTask = operation({
  name: "task.snooze",
  summary: "Put a task off until a time",
  description:
    "Its clocks stand still meanwhile. It comes back by itself, with a notice to whoever holds it. Snoozing again moves the time.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({ taskId: Id, until: z.iso.datetime({ offset: true }) }),
  output: TaskDetail,
  rest: { method: "POST", path: "/tasks/{taskId}/snooze" },
  mcp: { tool: "task_snooze", idempotent: true },
  async run({ actor, tx, now }, { taskId, until }) {
    const task = await lockTask(tx, taskId);
    await allowOnTask(tx, actor, "snooze", task);
    const time = new Date(until);
    const latest = now.getTime() + LONGEST_DAYS * 86_400_000;
    if (time <= now) refuse("must be in the future");
    if (time.getTime() > latest) refuse(`must be within ${LONGEST_DAYS} days`);
    snooze({ tx, now, actor }, task, time);
    return showTask(tx, actor, taskId);
  },
});

function refuse(message: string): never {
  throw invalid(`The time ${message}.`, [{ path: "until", message }]);
}
