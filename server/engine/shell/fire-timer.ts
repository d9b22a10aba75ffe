import { eq } from "drizzle-orm";
import { runs, runTimers } from "@/db/schema/runs";
import { withTenant } from "@/db/tenancy";
import { deliver } from "./deliver";

/**
 * Tells a run that a moment it waits for has come. Early, late and repeated calls do nothing: the run is locked
 * first, so a timer that was cleared meanwhile is gone, and one that has fired says so.
 */
export async function fireTimer(tenantId: string, timerId: string): Promise<void> {
  await withTenant(tenantId, async (tx, now) => {
    const [seen] = await tx.select().from(runTimers).where(eq(runTimers.id, timerId));
    if (!seen) return;
    await tx.select({ id: runs.id }).from(runs).where(eq(runs.id, seen.runId)).for("update");
    const [timer] = await tx.select().from(runTimers).where(eq(runTimers.id, timerId)).for("update");
    if (!timer || timer.firedAt || timer.dueAt > now) return;
    await tx.update(runTimers).set({ firedAt: now }).where(eq(runTimers.id, timerId));
    const { stepKey: key, timer: name, attempt } = timer;
    await deliver({ tx, now, tenantId }, timer.runId, {
      type: "timer.fired",
      at: now.getTime(),
      key,
      timer: name,
      attempt,
    });
  });
}
