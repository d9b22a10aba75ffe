import { createHmac } from "node:crypto";
import { and, eq, isNotNull } from "drizzle-orm";
import { runs } from "@/db/schema/runs";
import { triggerDeliveries, triggers } from "@/db/schema/triggers";
import { hashHookToken } from "@/server/domain/triggers/token";
import { reportEnd } from "@/server/engine/shell/children";
import { startWorkflow } from "@/server/engine/shell/start-workflow";
import { pauseRun } from "@/server/operations/runs/pause";
import { createTrigger } from "@/server/operations/triggers/create";
import { fireDueTrigger } from "@/server/operations/triggers/fire-due";
import { receiveWebhook } from "@/server/operations/triggers/receive";
import { actorRef, systemActor } from "@/server/platform/actor";
import { CUSTOMERS } from "./stories";
import { tasksOf, workOn } from "./tasks";
import { DAY, HOUR, MINUTE, type Week } from "./week";

const COMPLAINTS = 5;
const WEBHOOKS = 6;

/** What starts runs by itself, and runs that start others. */
export function planBeginnings(week: Week): void {
  planMornings(week);
  planWebhooks(week);
  planSecondLook(week);
  planComplaints(week);
}

/** A schedule has asked for the morning check on each working day. */
function planMornings(week: Week): void {
  week.plan(week.start, async (now) => {
    const { id: triggerId, nextDueAt } = await week.perform(createTrigger, week.person("Emma"), now, {
      workflow: "morning-check",
      name: "Each working day at 7:30",
      schedule: { cron: "30 7 * * 1-5", timeZone: "Europe/Berlin", missed: "skip" },
    });
    planDue(week, triggerId, nextDueAt);
  });
}

function planDue(week: Week, triggerId: string, dueAt: string | null): void {
  if (dueAt === null) return;
  const at = Date.parse(dueAt);
  week.plan(at, async (now) => {
    await week.perform(fireDueTrigger, systemActor(week.tenantId), now, { triggerId });
    const [delivery] = await week.tx
      .select()
      .from(triggerDeliveries)
      .where(and(eq(triggerDeliveries.triggerId, triggerId), eq(triggerDeliveries.dedupeKey, dueAt)));
    for (const id of delivery?.runIds ?? []) {
      for (const taskId of await tasksOf(week, id)) {
        workOn(week, taskId, at, { urgent: Math.floor(week.chance.between(0, 5)), note: "" });
      }
    }
    const [next] = await week.tx.select().from(triggers).where(eq(triggers.id, triggerId));
    planDue(week, triggerId, next?.nextDueAt?.toISOString() ?? null);
  });
}

/** The shop asks for refunds by a webhook: once it repeats itself, and once somebody else tries. */
function planWebhooks(week: Week): void {
  const { chance } = week;
  week.plan(week.start, async (now) => {
    const secret = "a secret of the demo's shop";
    const { id: triggerId, url } = await week.perform(createTrigger, week.person("Emma"), now, {
      workflow: "refund-approval",
      name: "The shop asks for a refund",
      webhook: { verify: { scheme: "hmac" }, dedupe: { by: "body" } },
      secret,
      tags: ["shop"],
      input: {
        customer: "${body.customer}",
        order: "${body.order}",
        amount: "${body.amount}",
        reason: "${body.reason}",
      },
    });
    const tokenHash = hashHookToken(url?.split("/").at(-1) ?? "");
    const receive = async (at: number, body: Record<string, string | number>, key: string) => {
      const raw = Buffer.from(JSON.stringify(body));
      const headers = {
        "content-type": "application/json",
        "x-signature": createHmac("sha256", key).update(raw).digest("hex"),
      };
      const came = { triggerId, tokenHash, raw: raw.toString("base64"), read: { body }, headers, query: {} };
      return week.perform(receiveWebhook, systemActor(week.tenantId), new Date(at), came);
    };
    for (let n = 0; n < WEBHOOKS; n++) {
      const body = {
        customer: chance.pick(CUSTOMERS),
        order: String(5100 + n * 7),
        amount: Math.round(chance.between(24, 160)),
        reason: "Cancelled in the shop",
      };
      week.plan(week.end - (WEBHOOKS - n - 0.5) * DAY, async (then) => {
        const at = then.getTime();
        const { runIds } = await receive(at, body, secret);
        if (n === 2) await receive(at + MINUTE, body, secret);
        if (n === 3) await receive(at + MINUTE, { ...body, amount: 9_000 }, "not the shop's");
        for (const taskId of await tasksOf(week, runIds[0] ?? "")) {
          workOn(week, taskId, at, { approved: true, note: "" });
        }
      });
    }
  });
}

/** Since yesterday, what expires is looked at once more. */
function planSecondLook(week: Week): void {
  week.plan(week.end - DAY, async (now) => {
    await week.perform(createTrigger, week.person("Emma"), now, {
      workflow: "second-look",
      name: "When a task has expired",
      event: { name: "task.expired", condition: "event.data.escalationLevel > 0" },
      input: { title: "${event.data.title}" },
    });
  });
}

/** Runs whose refund another run decides; the last of them is paused. */
function planComplaints(week: Week): void {
  for (let n = 0; n < COMPLAINTS; n++) {
    const at = week.end - (4.5 - n) * DAY;
    week.plan(Math.min(at, week.end - 90 * MINUTE), (now) => complain(week, now, n));
  }
  week.plan(week.end - MINUTE, () => reportEnds(week));
}

async function complain(week: Week, now: Date, n: number): Promise<void> {
  const at = now.getTime();
  const { run } = await startWorkflow(
    { tx: week.tx, now, tenantId: week.tenantId },
    {
      workflow: "complaint",
      input: {
        customer: week.chance.pick(CUSTOMERS),
        order: String(4801 + n * 13),
        amount: Math.round(week.chance.between(35, 220)),
      },
      startedBy: actorRef(week.bot),
    },
  );
  if (n === COMPLAINTS - 1) {
    week.plan(at + HOUR, async (then) => {
      await week.perform(pauseRun, week.person("Emma"), then, { runId: run.id });
    });
    return;
  }
  const outcome = n === 0 ? "apology" : "refund";
  for (const taskId of await tasksOf(week, run.id)) workOn(week, taskId, at, { outcome, note: "" });
  // By then it was heard, unless it waits for somebody still.
  week.plan(at + 18 * HOUR, async (then) => {
    const children = await week.tx.select({ id: runs.id }).from(runs).where(eq(runs.parentRunId, run.id));
    for (const { id } of children) {
      for (const taskId of await tasksOf(week, id)) {
        workOn(week, taskId, then.getTime(), { approved: true, note: "" });
      }
    }
  });
}

/** A run that has ended is told to the one that started it by a job, which has no place in a week that is told. */
async function reportEnds(week: Week): Promise<void> {
  const { tx, tenantId } = week;
  const ended = await tx
    .select({ id: runs.id, endedAt: runs.endedAt })
    .from(runs)
    .where(and(isNotNull(runs.parentRunId), isNotNull(runs.endedAt)));
  for (const { id, endedAt } of ended) {
    await reportEnd({ tx, now: new Date((endedAt?.getTime() ?? week.end) + 1_000), tenantId }, id);
  }
}
