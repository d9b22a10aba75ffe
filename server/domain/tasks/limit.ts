import { and, count, gte, sql } from "drizzle-orm";
import { tasks } from "@/db/schema/tasks";
import type { Tx } from "@/db/tenancy";
import { limitsOf } from "@/server/domain/tenants/limits";
import { AppError } from "@/server/platform/errors";

const DAY_MS = 86_400_000;

/**
 * Counts the tasks that were opened since midnight UTC, under a lock that two who open the last one meet.
 * @throws TooMany (`task_limit_reached`) when the workspace may open no more today
 */
export async function allowTask(tx: Tx, now: Date, tenantId: string): Promise<void> {
  const { maxTasksPerDay: limit } = await limitsOf(tx, tenantId);
  if (limit === undefined) return;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`tasks/${tenantId}`}, 0))`);
  const { opened, resetsAt } = await tasksToday(tx, now);
  if (opened < limit) return;
  throw new AppError({
    kind: "TooMany",
    code: "task_limit_reached",
    message: `This workspace may open ${limit} tasks a day, and has. The next day begins at ${resetsAt.toISOString()}.`,
    details: { limit, retryAfterSeconds: Math.ceil((resetsAt.getTime() - now.getTime()) / 1000) },
  });
}

/** How many tasks the workspace opened since midnight UTC, and when the count begins again. */
export async function tasksToday(tx: Tx, now: Date): Promise<{ opened: number; resetsAt: Date }> {
  const midnight = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS);
  const [today] = await tx
    .select({ opened: count() })
    .from(tasks)
    .where(and(gte(tasks.createdAt, midnight), gte(tasks.id, firstIdAround(midnight))));
  return { opened: today?.opened ?? 0, resetsAt: new Date(midnight.getTime() + DAY_MS) };
}

/** Ids tell when they were made, by the clock of the process that made them; an hour is more than clocks differ. */
function firstIdAround(at: Date): string {
  const millis = (at.getTime() - 3_600_000).toString(16).padStart(12, "0");
  return `${millis.slice(0, 8)}-${millis.slice(8)}-7000-8000-000000000000`;
}
