import { eq } from "drizzle-orm";
import { bulks } from "@/db/schema/bulks";
import { withTenant } from "@/db/tenancy";
import { askerOf, noteOutcomes, pendingOf } from "@/server/domain/bulks/queries";
import type { BulkAction } from "@/server/domain/bulks/schema";
import { perform } from "@/server/operations/perform";
import { cancelTask } from "@/server/operations/tasks/cancel";
import { claimTask } from "@/server/operations/tasks/claim";
import { reassignTask } from "@/server/operations/tasks/reassign";
import { releaseTask } from "@/server/operations/tasks/release";
import { snoozeTask } from "@/server/operations/tasks/snooze";
import { undoTask } from "@/server/operations/tasks/undo";
import { updateTask } from "@/server/operations/tasks/update";
import type { Actor } from "@/server/platform/actor";
import { isAppError } from "@/server/platform/errors";
import type { Handler } from "../handler";
import { send } from "../send";

/** Tasks that are done before the page hears of it, and how many of them at once. */
const PIECE = 50;
const AT_ONCE = 4;
/** Pieces that one job does; more are the next job's. */
const PIECES = 10;

/** Does one thing to many tasks as whoever asked for it, each by the operation that does it to one. */
export const taskBulk: Handler<"task.bulk"> = async ({ tenantId, bulkId }, signal) => {
  for (let piece = 0; piece < PIECES && !signal.aborted; piece++) {
    const found = await withTenant(tenantId, async (tx) => {
      const [bulk] = await tx.select().from(bulks).where(eq(bulks.id, bulkId));
      if (!bulk) return undefined;
      const [asker, taskIds] = [await askerOf(tx, bulk), await pendingOf(tx, bulkId, PIECE)];
      return { bulk, asker, taskIds };
    });
    if (!found || found.taskIds.length === 0) return;
    const { bulk, asker, taskIds } = found;
    const outcomes: { taskId: string; problem: string | null }[] = [];
    const next = taskIds.values();
    const worker = async () => {
      for (const taskId of next) outcomes.push({ taskId, problem: await problemWith(asker, bulk, taskId) });
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    await withTenant(tenantId, (tx, now) => noteOutcomes(tx, now, bulk, outcomes));
  }
  await withTenant(tenantId, async (tx) => send(tx, "task.bulk", { tenantId, bulkId }));
};

/** Does it to one task. @returns why not, or null when it is done */
async function problemWith(
  asker: Actor | null,
  { id, action }: { id: string; action: BulkAction },
  taskId: string,
): Promise<string | null> {
  if (!asker) return "Whoever asked for this has no seat here any more.";
  try {
    // A job that is done again after a crash does nothing twice.
    await act(asker, action, taskId, { idempotencyKey: `bulk/${id}/${taskId}` });
    return null;
  } catch (error) {
    const passing = isAppError(error) && (error.kind === "TooMany" || error.kind === "Unavailable");
    if (isAppError(error) && !passing) return error.message;
    throw error;
  }
}

function act(
  asker: Actor,
  action: BulkAction,
  taskId: string,
  options: { idempotencyKey: string },
): Promise<unknown> {
  switch (action.type) {
    case "claim":
      return perform(claimTask, asker, { taskId }, options);
    case "release":
      return perform(releaseTask, asker, { taskId }, options);
    case "reassign":
      return perform(reassignTask, asker, { taskId, assignTo: action.assignTo }, options);
    case "priority":
      return perform(updateTask, asker, { taskId, priority: action.priority }, options);
    case "snooze":
      return perform(snoozeTask, asker, { taskId, until: action.until }, options);
    case "cancel":
      return perform(
        cancelTask,
        asker,
        { taskId, ...(action.reason ? { reason: action.reason } : {}) },
        options,
      );
    case "undo":
      return perform(undoTask, asker, { taskId }, options);
  }
}
