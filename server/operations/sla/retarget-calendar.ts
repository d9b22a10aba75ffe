import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { noteChange } from "@/db/changes";
import { tasks } from "@/db/schema/tasks";
import { Id } from "@/server/domain/schema";
import { DefinitionName } from "@/server/domain/sla/schema";
import { lockTask } from "@/server/domain/tasks/queries";
import { retarget } from "@/server/domain/tasks/retarget";
import { isOpen } from "@/server/domain/tasks/rules";
import { OPEN_TASK_STATUSES } from "@/server/domain/tasks/schema";
import { send } from "@/server/jobs/send";
import { operation } from "../operation";

/** Tasks that one transaction moves. */
const BATCH = 50;

/** Performed by the system when a calendar has changed, again and again until no task is left behind. */
export const retargetCalendar = operation({
  name: "calendar.retarget",
  summary: "Move open deadlines to a calendar's new hours",
  kind: "write",
  permission: "tasks:admin",
  internal: true,
  input: z.strictObject({ calendar: DefinitionName, after: Id.optional() }),
  output: z.object({ looked: z.int() }),
  async run({ actor, tx, now }, { calendar, after }) {
    const found = await tx
      .select({ id: tasks.id })
      .from(tasks)
      .where(
        and(
          eq(tasks.tenantId, actor.tenantId),
          inArray(tasks.status, [...OPEN_TASK_STATUSES]),
          sql`${tasks.sla}->'calendar'->>'name' = ${calendar}`,
          after ? gt(tasks.id, after) : undefined,
        ),
      )
      .orderBy(asc(tasks.id))
      .limit(BATCH);
    for (const { id } of found) {
      const task = await lockTask(tx, id);
      if (!isOpen(task.status)) continue;
      await retarget({ tx, now, actor }, task, { reason: "calendar" });
      noteChange(tx, actor.tenantId, "task", id);
    }
    const last = found.at(-1);
    if (last && found.length === BATCH) {
      send(tx, "sla.retarget", { tenantId: actor.tenantId, calendar, after: last.id });
    }
    return { looked: found.length };
  },
});
