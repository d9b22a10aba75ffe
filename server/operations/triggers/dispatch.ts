import { and, eq, isNull, or } from "drizzle-orm";
import { events } from "@/db/schema/events";
import { runSubscriptions } from "@/db/schema/runs";
import { triggers } from "@/db/schema/triggers";
import { type Tx, withTenant } from "@/db/tenancy";
import { sendMany } from "@/server/jobs/send";
import { applyAnswerRules } from "@/server/operations/answer-rules/apply";
import { systemActor } from "@/server/platform/actor";
import { perform } from "../perform";
import { fireEventTrigger } from "./fire-event";

/** Tells every trigger that listens, and every run that waits, of an event, each in a transaction of its own. Doing it again does nothing. */
export async function dispatchEvent(tenantId: string, eventId: string): Promise<void> {
  const listening = await withTenant(tenantId, async (tx) => {
    const open = and(eq(events.id, eventId), isNull(events.dispatchedAt));
    return tx
      .select({ triggerId: triggers.id })
      .from(events)
      .innerJoin(triggers, and(eq(triggers.eventName, events.name), eq(triggers.enabled, true)))
      .where(open)
      .orderBy(triggers.id);
  });
  for (const { triggerId } of listening) {
    await perform(fireEventTrigger, systemActor(tenantId), { triggerId, eventId });
  }
  await answerByRule(tenantId, eventId);
  await withTenant(tenantId, async (tx, now) => {
    const [dispatched] = await tx
      .update(events)
      .set({ dispatchedAt: now })
      .where(and(eq(events.id, eventId), isNull(events.dispatchedAt)))
      .returning();
    if (dispatched) await tellWaitingRuns(tx, dispatched);
  });
}

/** A rule may have the answer to a task that was opened. */
async function answerByRule(tenantId: string, eventId: string): Promise<void> {
  const [opened] = await withTenant(tenantId, (tx) =>
    tx
      .select({ taskId: events.correlation })
      .from(events)
      .where(and(eq(events.id, eventId), eq(events.name, "task.created"), isNull(events.dispatchedAt))),
  );
  if (opened?.taskId) await perform(applyAnswerRules, systemActor(tenantId), { taskId: opened.taskId });
}

/** Sends a job for each run that waits for the event: each is locked and told by itself. */
async function tellWaitingRuns(tx: Tx, event: typeof events.$inferSelect): Promise<void> {
  const { tenantId, name, correlation, id: eventId } = event;
  const waiting = await tx
    .select({ runId: runSubscriptions.runId, key: runSubscriptions.stepKey })
    .from(runSubscriptions)
    .where(
      and(
        eq(runSubscriptions.event, name),
        correlation === null
          ? isNull(runSubscriptions.correlation)
          : or(isNull(runSubscriptions.correlation), eq(runSubscriptions.correlation, correlation)),
      ),
    );
  sendMany(
    tx,
    "run.hear",
    waiting.map((wait) => ({ tenantId, ...wait, eventId })),
  );
}
