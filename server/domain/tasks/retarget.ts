import { and, eq, inArray } from "drizzle-orm";
import { taskDeadlines, tasks } from "@/db/schema/tasks";
import { post, type Tx } from "@/db/tenancy";
import { slaBook, specAt } from "@/server/domain/sla/book";
import { type ClockTime, clockTimeOf } from "@/server/domain/sla/clock-time";
import { policyTimes, resolveSla, withoutClaim } from "@/server/domain/sla/resolve";
import { newId } from "@/server/platform/ids";
import { type DeadlineRow, planDeadlines, refreshNextDue, setDeadlines } from "./deadlines";
import { recordHistory, type TaskAt } from "./history";
import type { TaskRow } from "./queries";
import { DEADLINE_CLOCKS, type DeadlineClock, type ResolvedSla, type TaskPriority } from "./schema";

/** What has changed about a task, so that other times count for it. */
export type Retargeting =
  | { reason: "team"; teamPolicy: string | null }
  | { reason: "priority"; from: TaskPriority }
  | { reason: "calendar" };

/**
 * Gives the open clocks of a locked task the times that count for it now, with what they have already used up. A
 * clock that was missed, or whose purpose is met, stays as it is. Where nothing changes nothing is written.
 * @param task as it is after the change
 */
export async function retarget(at: TaskAt, task: TaskRow, what: Retargeting): Promise<void> {
  const { tx, actor } = at;
  const old = task.sla ?? {};
  const counting = await slaAfter(tx, task, what);
  const sla = counting && task.deciders ? withoutClaim(counting) : counting;
  if (!sla || JSON.stringify(sla) === JSON.stringify(task.sla)) return;
  const rows = await tx.select().from(taskDeadlines).where(eq(taskDeadlines.taskId, task.id));
  const times = {
    old: await clockTimeOf(tx, actor.tenantId, task.sla),
    new: await clockTimeOf(tx, actor.tenantId, sla),
  };
  const { replaced, set, moved } = plan(at, task, { old, sla, rows, times });
  if (replaced.length > 0) {
    post(
      tx
        .delete(taskDeadlines)
        .where(and(eq(taskDeadlines.taskId, task.id), inArray(taskDeadlines.id, replaced))),
    );
  }
  setDeadlines(tx, at.now, set);
  post(tx.update(tasks).set({ sla }).where(eq(tasks.id, task.id)));
  refreshNextDue(tx, task.id);
  recordHistory(at, task.id, "retargeted", {
    reason: what.reason,
    ...(sla.policy ? { policy: sla.policy.name } : {}),
    clocks: moved,
  });
}

/** The SLA that counts after the change; undefined when the change says nothing about it. */
async function slaAfter(tx: Tx, task: TaskRow, what: Retargeting): Promise<ResolvedSla | undefined> {
  const { tenantId, sla, priority } = task;
  const book = await slaBook(tx, tenantId);
  if (what.reason === "team") {
    // What the step or the workflow says counts in every team.
    if (sla?.source === "step" || sla?.source === "workflow") return undefined;
    return resolveSla(book, { teamPolicy: what.teamPolicy, priority });
  }
  if (what.reason === "calendar") {
    const calendar = book.calendar.get(sla?.calendar?.name ?? "");
    return calendar && sla
      ? { ...sla, calendar: { name: calendar.name, version: calendar.version } }
      : undefined;
  }
  const policy = sla?.policy && (await specAt(tx, tenantId, "policy", sla.policy));
  if (!sla || !policy) return undefined;
  const [before, after] = [policyTimes(policy, what.from), policyTimes(policy, priority)];
  // A time that the step wrote itself holds for every priority.
  const own = DEADLINE_CLOCKS.filter((clock) => sla[clock] !== before[clock]);
  const kept = Object.fromEntries(
    own.flatMap((clock) => (sla[clock] === undefined ? [] : [[clock, sla[clock]]])),
  );
  const rest = Object.fromEntries(
    Object.entries(sla).filter(([key]) => !(DEADLINE_CLOCKS as readonly string[]).includes(key)),
  );
  return { ...after, ...kept, ...rest };
}

interface Change {
  old: ResolvedSla;
  sla: ResolvedSla;
  rows: (typeof taskDeadlines.$inferSelect)[];
  times: { old: ClockTime; new: ClockTime };
}

type Moved = Partial<Record<DeadlineClock, string | null>>;

function plan({ now, actor }: TaskAt, task: TaskRow, { old, sla, rows, times }: Change) {
  const replaced: string[] = [];
  const set: DeadlineRow[] = [];
  const moved: Moved = {};
  const sameSteps = JSON.stringify(old.escalate ?? []) === JSON.stringify(sla.escalate ?? []);
  for (const clock of DEADLINE_CLOCKS) {
    const own = rows.filter((row) => row.clock === clock);
    const row = own.find(({ escalation }) => escalation === null);
    const pending = own.filter(({ firedAt, metAt }) => firedAt === null && metAt === null);
    if (row && (row.firedAt || row.metAt)) {
      // The steps of another chain can't follow a miss that was this one's.
      if (!sameSteps) replaced.push(...pending.map(({ id }) => id));
      continue;
    }
    if (!row && (old[clock] !== undefined || clock === "nextResponseWithin")) continue;
    replaced.push(...pending.map(({ id }) => id));
    const halted = clock === "claimWithin" && task.claimedBy ? now : null;
    const stoppedAt = row ? row.stoppedAt : halted;
    const from = stoppedAt ?? now;
    const spent = row
      ? (old[clock] ?? 0) - times.old.between(clock, from, row.dueAt)
      : times.new.between(clock, task.createdAt, from);
    const planned = planDeadlines(sla, [clock]);
    for (const { escalation, afterMs } of planned) {
      // A warning that was given is not given again.
      if (sameSteps && own.some((known) => known.escalation === escalation && known.firedAt)) continue;
      const dueAt = times.new.add(clock, from, Math.max(0, afterMs - spent));
      if (escalation === null) moved[clock] = dueAt.toISOString();
      const startedAt = row?.startedAt ?? null;
      set.push({
        id: newId(),
        tenantId: actor.tenantId,
        taskId: task.id,
        clock,
        escalation,
        dueAt,
        stoppedAt,
        startedAt,
      });
    }
    if (row && planned.length === 0) moved[clock] = null;
  }
  return { replaced, set, moved };
}
