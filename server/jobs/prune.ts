import { lt, sql } from "drizzle-orm";
import { events } from "@/db/schema/events";
import { taskDrafts } from "@/db/schema/task-work";
import { triggerDeliveries } from "@/db/schema/triggers";
import { passwordResets } from "@/db/schema/users";
import { withSystem } from "@/db/tenancy";
import { dropForgotten } from "@/server/domain/attachments/attach";

const PRUNE_MS = 60 * 60_000;

let prunedAt = 0;

/**
 * Removes, once an hour, what is kept for a time: events for a week, deliveries to triggers and drafts of answers for
 * 30 days, uploads that no message came for for a day. Links for a new password stay for a week after they ran out, so
 * that whoever comes late is told why theirs does not work.
 */
export async function pruneNowAndThen(): Promise<void> {
  if (Date.now() - prunedAt < PRUNE_MS) return;
  prunedAt = Date.now();
  await withSystem("remove what was kept long enough", async (tx) => {
    await tx.delete(events).where(lt(events.at, sql`now() - interval '7 days'`));
    await dropForgotten(tx);
    await tx.delete(triggerDeliveries).where(lt(triggerDeliveries.at, sql`now() - interval '30 days'`));
    await tx.delete(passwordResets).where(lt(passwordResets.expiresAt, sql`now() - interval '7 days'`));
    await tx.delete(taskDrafts).where(lt(taskDrafts.updatedAt, sql`now() - interval '30 days'`));
  });
}
