import { asc, eq, sql } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { runEvents, runs } from "@/db/schema/runs";
import { append, change, prepared, type Tx } from "@/db/tenancy";
import { advance } from "@/server/engine/core/advance";
import type { Definition } from "@/server/engine/core/definition";
import type { Effect } from "@/server/engine/core/effects";
import type { RunEvent } from "@/server/engine/core/events";
import { hasEnded, type RunState } from "@/server/engine/core/state";
import { notFound } from "@/server/platform/errors";
import { log } from "@/server/platform/log";
import { applyEffect } from "./apply-effects";
import { loadDefinition } from "./definitions";
import { refuseHeld } from "./held";

/** Where a delivery happens: one transaction of one tenant. */
export interface Delivery {
  tx: Tx;
  now: Date;
  tenantId: string;
  /** Filled in for those who ask: the tasks opened, by the step visit that asked. */
  opened?: Map<string, string>;
}

export type RunRow = typeof runs.$inferSelect;

/** What came of an event: a duplicate or late one is recognised, and did nothing. */
export interface Delivered {
  applied: boolean;
  reason?: string;
  state: RunState;
  /** Its row as it is now. */
  run: RunRow;
}

/**
 * Gives a run an event: locks the run, advances it, keeps the event and the new state, and carries out the effects
 * as rows and jobs, all in the caller's transaction. Effects that are done on the spot answer with an event of
 * their own, which is delivered before this returns.
 * @throws NotFound
 */
export async function deliver(delivery: Delivery, runId: string, event: RunEvent): Promise<Delivered> {
  const [run] = await runForUpdate(delivery.tx, { runId });
  if (!run) throw notFound("run", runId);
  return deliverTo(delivery, run, event);
}

const runForUpdate = prepared((tx) =>
  tx
    .select()
    .from(runs)
    .where(eq(runs.id, sql.placeholder("runId")))
    .for("update"),
);

const runsForUpdate = prepared((tx) =>
  tx
    .select()
    .from(runs)
    .where(eq(runs.id, sql`any(${sql.placeholder("runIds")}::text[]::uuid[])`))
    .orderBy(asc(runs.id))
    .for("update"),
);

/** Gives many runs an event each, in one transaction: the runs are locked together, in the order of their ids. */
export async function deliverAll(
  delivery: Delivery,
  events: { runId: string; event: RunEvent }[],
): Promise<void> {
  const ids = [...new Set(events.map(({ runId }) => runId))];
  const rows = await runsForUpdate(delivery.tx, { runIds: `{${ids.join(",")}}` });
  const locked = new Map(rows.map((run) => [run.id, run]));
  for (const { runId, event } of events) {
    const run = locked.get(runId);
    // A run's first event changes its row; a second one in the batch reads it again.
    const delivered = run ? await deliverTo(delivery, run, event) : await deliver(delivery, runId, event);
    locked.delete(runId);
    if (!delivered.applied) log.debug({ runId, reason: delivered.reason }, "event not applied");
  }
}

/** As `deliver`, to a run that is locked already. */
export async function deliverTo(delivery: Delivery, run: RunRow, event: RunEvent): Promise<Delivered> {
  refuseHeld(run);
  const definition = await loadDefinition(delivery.tx, run);
  return pump(delivery, run, definition, event);
}

/**
 * Advances a locked run by an event and by all the events that its effects answer with. A run that is `unwritten` gets
 * its row with the first.
 */
export async function pump(
  delivery: Delivery,
  run: RunRow,
  definition: Definition,
  event: RunEvent,
  { unwritten = false } = {},
): Promise<Delivered> {
  let { state, seq } = run;
  let row = run;
  let write = unwritten ? insertRun : updateRun;
  let first: Pick<Delivered, "applied" | "reason"> | undefined;
  let queue: RunEvent[] = [event];
  while (queue.length > 0) {
    const batch: RunEvent[] = [];
    const effects: Effect[] = [];
    for (const next of queue) {
      const result = advance(definition, hasStarted(state) ? state : null, next);
      first ??= result.applied ? { applied: true } : { applied: false, reason: result.reason };
      if (!result.applied) continue;
      state = result.state;
      batch.push(next);
      effects.push(...result.effects);
    }
    if (batch.length === 0) break;
    row = persist(delivery, run, state, seq, batch, write);
    write = updateRun;
    seq += batch.length;
    queue = await applyAll(delivery, run, effects);
  }
  return { applied: false, ...first, state, run: row };
}

/** A run that has not begun has an empty state. */
function hasStarted(state: RunState): boolean {
  return Object.keys(state).length > 0;
}

type Write = (tx: Tx, run: RunRow, changed: Partial<RunRow>) => void;

const insertRun: Write = (tx, run, changed) => append(tx, runs, { ...run, ...changed });
const updateRun: Write = (tx, run, changed) => change(tx, runs, run, changed);

function persist(
  { tx, now, tenantId }: Delivery,
  run: RunRow,
  state: RunState,
  seq: number,
  events: RunEvent[],
  write: Write,
): RunRow {
  const changed = {
    state,
    status: state.status,
    seq: seq + events.length,
    updatedAt: now,
    endedAt: hasEnded(state) ? now : null,
  };
  write(tx, run, changed);
  const rows = events.map((event, i) => ({
    tenantId,
    runId: run.id,
    seq: seq + 1 + i,
    type: event.type,
    event,
    at: now,
  }));
  append(tx, runEvents, rows);
  noteChange(tx, tenantId, "run", run.id);
  return { ...run, ...changed };
}

async function applyAll(delivery: Delivery, run: RunRow, effects: Effect[]): Promise<RunEvent[]> {
  const answers: RunEvent[] = [];
  for (const effect of effects) {
    const answer = await applyEffect(delivery, run, effect);
    if (answer) answers.push(answer);
  }
  return answers;
}
