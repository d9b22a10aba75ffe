import { eq } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { runEvents, runs } from "@/db/schema/runs";
import type { Tx } from "@/db/tenancy";
import { advance } from "@/server/engine/core/advance";
import type { Definition } from "@/server/engine/core/definition";
import type { Effect } from "@/server/engine/core/effects";
import type { RunEvent } from "@/server/engine/core/events";
import { hasEnded, type RunState } from "@/server/engine/core/state";
import { notFound } from "@/server/platform/errors";
import { applyEffect } from "./apply-effects";
import { loadDefinition } from "./definitions";
import { refuseHeld } from "./held";

/** Where a delivery happens: one transaction of one tenant. */
export interface Delivery {
  tx: Tx;
  now: Date;
  tenantId: string;
}

export type RunRow = typeof runs.$inferSelect;

/** What came of an event: a duplicate or late one is recognised, and did nothing. */
export interface Delivered {
  applied: boolean;
  reason?: string;
  state: RunState;
}

/**
 * Gives a run an event: locks the run, advances it, keeps the event and the new state, and carries out the effects
 * as rows and jobs, all in the caller's transaction. Effects that are done on the spot answer with an event of
 * their own, which is delivered before this returns.
 * @throws NotFound
 */
export async function deliver(delivery: Delivery, runId: string, event: RunEvent): Promise<Delivered> {
  const [run] = await delivery.tx.select().from(runs).where(eq(runs.id, runId)).for("update");
  if (!run) throw notFound("run", runId);
  refuseHeld(run);
  const definition = await loadDefinition(delivery.tx, run);
  return pump(delivery, run, definition, event);
}

/** Advances a locked run by an event and by all the events that its effects answer with. */
export async function pump(
  delivery: Delivery,
  run: RunRow,
  definition: Definition,
  event: RunEvent,
): Promise<Delivered> {
  let { state, seq } = run;
  let first: Omit<Delivered, "state"> | undefined;
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
    await persist(delivery, run, state, seq, batch);
    seq += batch.length;
    queue = await applyAll(delivery, run, effects);
  }
  return { applied: false, ...first, state };
}

/** A run's row exists a moment before its first event, with an empty state. */
function hasStarted(state: RunState): boolean {
  return Object.keys(state).length > 0;
}

async function persist(
  { tx, now, tenantId }: Delivery,
  run: RunRow,
  state: RunState,
  seq: number,
  events: RunEvent[],
) {
  await tx.insert(runEvents).values(
    events.map((event, i) => ({
      tenantId,
      runId: run.id,
      seq: seq + 1 + i,
      type: event.type,
      event,
      at: now,
    })),
  );
  await tx
    .update(runs)
    .set({
      state,
      status: state.status,
      seq: seq + events.length,
      updatedAt: now,
      endedAt: hasEnded(state) ? now : null,
    })
    .where(eq(runs.id, run.id));
  await noteChange(tx, tenantId, "run", run.id);
}

async function applyAll(delivery: Delivery, run: RunRow, effects: Effect[]): Promise<RunEvent[]> {
  const answers: RunEvent[] = [];
  for (const effect of effects) {
    const answer = await applyEffect(delivery, run, effect);
    if (answer) answers.push(answer);
  }
  return answers;
}
