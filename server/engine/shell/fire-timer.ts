import { eq } from "drizzle-orm";
import { runs, runTimers } from "@/db/schema/runs";
import { post, withTenant } from "@/db/tenancy";
import { deliverTo } from "./deliver";

/**
 * Tells a run that a moment it waits for has come. Early, late and repeated calls do nothing: the run is locked
 * first, so a timer that was cleared meanwhile is gone, and one that has fired says so.
 */
export async function fireTimer(tenantId: string, timerId: string): Promise<void> {
  await withTenant(tenantId, async (tx, now) => {
    const runId = tx.select({ id: runTimers.runId }).from(runTimers).where(eq(runTimers.id, timerId));
    const [[run], [timer]] = await Promise.all([
      tx.select().from(runs).where(eq(runs.id, runId)).for("update"),
      tx.select().from(runTimers).where(eq(runTimers.id, timerId)).for("update"),
    ]);
    if (!run || !timer || timer.firedAt || timer.dueAt > now) return;
    post(tx.update(runTimers).set({ firedAt: now }).where(eq(runTimers.id, timerId)));
    const { stepKey: key, timer: name, attempt } = timer;
    await deliverTo({ tx, now, tenantId }, run, {
      type: "timer.fired",
      at: now.getTime(),
      key,
      timer: name,
      attempt,
    });
  });
}
