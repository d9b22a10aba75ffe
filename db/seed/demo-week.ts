import { sql } from "drizzle-orm";
import { beforeCommit, type Tx, withTenant } from "@/db/tenancy";
import { startWorkflow } from "@/server/engine/shell/start-workflow";
import { cancelRun } from "@/server/operations/runs/cancel";
import { saveWorkflowDraft } from "@/server/operations/workflows/save-draft";
import { type Actor, actorRef } from "@/server/platform/actor";
import { planBeginnings } from "./beginnings";
import { planCases } from "./cases";
import { chanceFrom } from "./chance";
import { planAbsence, setUpDesk } from "./desk";
import { answeredByRule, planRule } from "./habits";
import { makePromises } from "./rules";
import { CUSTOMERS, ERRANDS, STORIES } from "./stories";
import { planTalk } from "./talks";
import { planErrand, tasksOf, workOn } from "./tasks";
import { type Agent, DAY, HOUR, MINUTE, Week } from "./week";
import { refundApprovalDraft } from "./workflows";

const CONVERSATIONS = 40;
const ERRAND_COUNT = 108;
/** Of the last hours, so that there is work to do. */
const FRESH_ERRANDS = 10;
const REFUNDS = 54;
const TRACES = 4;

/** Always the same week, told from now backwards. */
const SEED = 20_260_105;

/** Fills the tenant with a week of work, unless there is work already. All of it is there, or nothing. */
export async function tellWeek(
  { id: tenantId, teams }: { id: string; teams: Map<string, string> },
  { owner, bot, agents }: { owner: Actor; bot: Actor; agents: Agent[] },
): Promise<void> {
  await withTenant(tenantId, async (tx, now) => {
    const [worked] = await tx.execute(sql`select from tasks limit 1`);
    if (worked) return;
    const week = new Week(tx, tenantId, now, chanceFrom(SEED), bot, agents);
    await makePromises(week, owner, teams);
    await setUpDesk(week, owner, teams);
    planAbsence(week);
    planRule(week);
    planBeginnings(week);
    planCases(week);
    planDraft(week);
    planConversations(week);
    planRefunds(week);
    planTraces(week);
    for (let n = 0; n < ERRAND_COUNT; n++) {
      const about = { customer: week.chance.pick(CUSTOMERS), order: orderOf(week) };
      planErrand(week, momentOf(week), week.chance.pick(ERRANDS), about);
    }
    for (let n = 0; n < FRESH_ERRANDS; n++) {
      const about = { customer: week.chance.pick(CUSTOMERS), order: orderOf(week) };
      planErrand(week, week.end - week.chance.between(3, 150) * MINUTE, week.chance.pick(ERRANDS), about);
    }
    await week.play();
    await settle(tx, tenantId);
  });
}

const orderOf = ({ chance }: Week) => String(Math.floor(chance.between(4100, 4990)));

/** A moment of the week: more of them lately, and few at night. */
function momentOf({ chance, end }: Week): number {
  const at = end - chance.next() ** 1.6 * 7 * DAY - 2 * MINUTE;
  const hour = new Date(at).getUTCHours();
  return (hour < 6 || hour > 20) && at + 9 * HOUR < end ? at + 9 * HOUR : at;
}

function planConversations(week: Week): void {
  const moments = Array.from({ length: CONVERSATIONS }, () => momentOf(week)).sort((a, b) => a - b);
  for (const [index, at] of moments.entries()) {
    planTalk(week, {
      number: index + 1,
      at,
      story: STORIES[index % STORIES.length] as (typeof STORIES)[number],
      customer: CUSTOMERS[index % CUSTOMERS.length] as string,
      order: orderOf(week),
    });
  }
}

/** The first refunds begin tomorrow; the next were asked of nobody who looked, and failed after their four days. */
const SCHEDULED = 2;
const FORGOTTEN = 2;

const REASONS = ["Arrived broken", "Never arrived", "Charged twice", "Returned in time"] as const;

/** Runs that ask billing, pay small sums by themselves, and are cancelled now and then. */
function planRefunds(week: Week): void {
  const { chance } = week;
  for (let n = 0; n < REFUNDS; n++) {
    const scheduled = n < SCHEDULED;
    const forgotten = !scheduled && n < SCHEDULED + FORGOTTEN;
    const at = scheduled ? week.end - HOUR : forgotten ? week.end - (5 + n / 4) * DAY : momentOf(week);
    const small = !forgotten && chance.happens(0.12);
    const amount = Math.round(small ? chance.between(4, 20) : chance.between(21, 380));
    const startAt = scheduled ? new Date(week.end + (n + 1) * 9 * HOUR) : undefined;
    week.plan(at, async (now) => {
      const reason = chance.pick(REASONS);
      const run = await start(week, now, "refund-approval", {
        input: { customer: chance.pick(CUSTOMERS), order: orderOf(week), amount, reason },
        startAt,
      });
      if (forgotten) return;
      if (chance.happens(0.1)) {
        week.plan(at + 12 * MINUTE, async (then) => {
          await week.attempt(cancelRun, week.bot, then, { runId: run, reason: "The customer took it back" });
        });
      } else {
        for (const taskId of await tasksOf(week, run)) {
          if (await answeredByRule(week, now, taskId)) continue;
          workOn(week, taskId, at, { approved: chance.happens(0.8), note: "" });
        }
      }
    });
  }
}

/** Runs that are stuck: the team they ask is not there. */
function planTraces(week: Week): void {
  for (let n = 0; n < TRACES; n++) {
    week.plan(week.end - week.chance.between(1, 50) * HOUR, async (now) => {
      await start(week, now, "parcel-trace", { input: { order: orderOf(week), carrier: "DHL" } });
    });
  }
}

/** Somebody works on the next version of a workflow. */
function planDraft(week: Week): void {
  week.plan(week.end - 26 * HOUR, async (now) => {
    const draft = { name: "refund-approval", ...refundApprovalDraft };
    await week.perform(saveWorkflowDraft, week.person("Emma"), now, draft);
  });
}

async function start(
  week: Week,
  now: Date,
  workflow: string,
  { input, startAt }: { input: Record<string, string | number>; startAt?: Date | undefined },
): Promise<string> {
  const { run } = await startWorkflow(
    { tx: week.tx, now, tenantId: week.tenantId },
    { workflow, input, startedBy: actorRef(week.bot), startAt },
  );
  return run.id;
}

/**
 * What was sent in that week has arrived, and most notices were read: nothing of it may go out now, when the worker
 * begins.
 */
async function settle(tx: Tx, tenantId: string): Promise<void> {
  await tx.execute(sql`
    update message_deliveries d set status = 'sent', attempts = 1, sent_at = m.created_at + interval '2 seconds'
    from messages m where m.tenant_id = d.tenant_id and m.id = d.message_id`);
  await tx.execute(sql`
    update notifications n set created_at = t.updated_at,
      read_at = case when t.status in ('completed', 'cancelled', 'expired') or t.updated_at < now() - interval '5 hours'
        then t.updated_at + interval '9 minutes' end
    from tasks t where t.tenant_id = n.tenant_id and n.path = '/tasks/' || t.id`);
  // Events and jobs are written when the transaction's work is done, and events send jobs: what is asked for in this
  // order comes after them.
  beforeCommit(tx, async () => {
    await tx.execute(sql`update events set dispatched_at = at where dispatched_at is null`);
    beforeCommit(tx, async () => {
      await tx.execute(sql`
        delete from pgboss.job where data->>'tenantId' = ${tenantId} and name in (
          'message.deliver', 'notification.send', 'callback.deliver', 'event.dispatch', 'child.report', 'sla.retarget')`);
    });
  });
}
