import { eq } from "drizzle-orm";
import { z } from "zod";
import { triggers } from "@/db/schema/triggers";
import { Id } from "@/server/domain/schema";
import { lockTrigger, type TriggerRow } from "@/server/domain/triggers/queries";
import { nextTimes, timesBetween } from "@/server/domain/triggers/schedule";
import type { ScheduleConfig } from "@/server/domain/triggers/schema";
import { fireTrigger, recordDelivery } from "@/server/engine/shell/fire-trigger";
import { operation } from "../operation";

/** A time that is no further gone than this was not missed: it is being done now. */
const LATE_MS = 60_000;
/** Of the times that were missed, `all` makes up for this many, the latest. */
const MADE_UP = 10;

/**
 * Performed by the system when a schedule's time has come. The row is locked and moved on to its next time in the
 * transaction that starts the runs: whoever comes second finds nothing due.
 */
export const fireDueTrigger = operation({
  name: "trigger.fireDue",
  summary: "Start what a schedule is due to start",
  kind: "write",
  permission: "runs:write",
  internal: true,
  input: z.strictObject({ triggerId: Id }),
  output: z.object({ started: z.int() }),
  async run({ actor, tx, now }, { triggerId }) {
    const trigger = await lockTrigger(tx, triggerId);
    if (!trigger.enabled || !trigger.nextDueAt || trigger.nextDueAt > now) return { started: 0 };
    const delivery = { tx, now, tenantId: actor.tenantId };
    const { fire, missed } = dueOf(trigger, trigger.nextDueAt, now);
    if (missed) {
      const reason = `Its time passed while nothing ran: ${missed.toISOString()}`;
      await recordDelivery(delivery, trigger, { status: "skipped", key: missed.toISOString(), reason });
    }
    let started = 0;
    for (const at of fire) {
      const dueAt = at.toISOString();
      const schedule = { dueAt, triggerId };
      const { status } = await fireTrigger(delivery, trigger, { key: dueAt, given: { schedule } });
      if (status === "started") started++;
    }
    const [next] = nextTimes(trigger.config as ScheduleConfig, now, 1);
    await tx
      .update(triggers)
      .set({ nextDueAt: next ?? null })
      .where(eq(triggers.id, triggerId));
    return { started };
  },
});

/** Which of the times that have come are fired, by the schedule's policy, and the latest of those that are not. */
function dueOf({ config }: TriggerRow, since: Date, now: Date): { fire: Date[]; missed: Date | undefined } {
  const schedule = config as ScheduleConfig;
  const due = timesBetween(schedule, since, now, MADE_UP + 1);
  const onTime = due.filter((at) => now.getTime() - at.getTime() <= LATE_MS);
  const late = due.slice(0, due.length - onTime.length);
  const fire = {
    skip: onTime,
    once: onTime.length > 0 ? onTime : late.slice(-1),
    all: due.slice(-MADE_UP),
  }[schedule.missed];
  return { fire, missed: due.filter((at) => !fire.includes(at)).at(-1) };
}
