import { eq } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { runs } from "@/db/schema/runs";
import { conflict } from "@/server/platform/errors";
import { finishRun } from "./apply-effects";
import type { Delivery, RunRow } from "./deliver";

/** A run that was held has no state that an event could change. @throws Conflict for one that has not begun */
export function refuseHeld({ hold, status }: Pick<RunRow, "hold" | "status">): void {
  if (!hold) return;
  if (hold.cancelled) throw conflict("run_ended", "The run was cancelled before it began.", { status });
  throw conflict("run_not_started", `The run is ${status}: it has not begun.`, { status });
}

/**
 * Cancels a run that has not begun.
 * @returns whether the run is one that never began; any other is the engine's to cancel
 */
export async function cancelHeld(delivery: Delivery, runId: string, reason: string): Promise<boolean> {
  const { tx, now, tenantId } = delivery;
  const [run] = await tx.select().from(runs).where(eq(runs.id, runId)).for("update");
  if (!run?.hold) return false;
  if (run.hold.cancelled) return true;
  const cancelled = { message: reason, code: "run_cancelled" };
  await tx
    .update(runs)
    .set({ status: "cancelled", hold: { ...run.hold, cancelled }, updatedAt: now, endedAt: now })
    .where(eq(runs.id, runId));
  await finishRun(delivery, run, { type: "finishRun", status: "cancelled", error: cancelled });
  noteChange(tx, tenantId, "run", runId);
  return true;
}
