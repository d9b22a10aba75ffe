import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import { events } from "@/db/schema/events";
import { runs } from "@/db/schema/runs";
import { triggers } from "@/db/schema/triggers";
import { withSystem } from "@/db/tenancy";
import { perform } from "@/server/operations/perform";
import { fireDueTrigger } from "@/server/operations/triggers/fire-due";
import { systemActor } from "@/server/platform/actor";
import { log } from "@/server/platform/log";
import { eventDispatch } from "./handlers/event-dispatch";
import { runAdmit } from "./handlers/run-admit";

/** Rows of each kind that one look takes. */
const BATCH = 100;
/** An event that nobody has told of for so long was lost on its way. */
const LOST = sql`interval '1 minute'`;

const never = new AbortController().signal;

/**
 * Finds what is due to start and starts it: schedules, of which this is the only clock, and what lost or late jobs
 * left lying: runs that may begin, events that nobody was told of.
 * @returns how many schedules were due
 */
export async function sweepStarts(): Promise<number> {
  const { due, waiting, untold } = await withSystem("sweep what is to start", async (tx) => ({
    due: await tx
      .select({ tenantId: triggers.tenantId, triggerId: triggers.id })
      .from(triggers)
      .where(and(eq(triggers.enabled, true), lte(triggers.nextDueAt, sql`now()`)))
      .orderBy(asc(triggers.nextDueAt))
      .limit(BATCH)
      .for("update", { skipLocked: true }),
    waiting: await tx
      .selectDistinct({ tenantId: runs.tenantId })
      .from(runs)
      .where(sql`status in ('scheduled', 'queued') and (status = 'queued' or ${runs.startAt} <= now())`)
      .limit(BATCH),
    untold: await tx
      .select({ tenantId: events.tenantId, eventId: events.id })
      .from(events)
      .where(and(isNull(events.dispatchedAt), lte(events.at, sql`now() - ${LOST}`)))
      .limit(BATCH),
  }));
  for (const { tenantId, triggerId } of due) {
    await attempt({ triggerId }, () => perform(fireDueTrigger, systemActor(tenantId), { triggerId }));
  }
  for (const tenant of waiting) await attempt(tenant, () => runAdmit(tenant, never));
  for (const event of untold) await attempt(event, () => eventDispatch(event, never));
  return due.length;
}

/** One that can't be done must not keep the others from it; the next look finds it again. */
async function attempt(what: object, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    log.error({ err: error, ...what }, "due to start, but could not be");
  }
}
