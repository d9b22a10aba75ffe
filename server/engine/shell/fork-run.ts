import { and, asc, eq, lte } from "drizzle-orm";
import { runEvents, runs } from "@/db/schema/runs";
import type { Tx } from "@/db/tenancy";
import type { RunEvent } from "@/server/engine/core/events";
import type { Json, JsonObject } from "@/server/engine/core/json";
import { replay } from "@/server/engine/core/replay";
import { hasEnded, type RunState } from "@/server/engine/core/state";
import type { ActorRef } from "@/server/platform/actor";
import { conflict, notFound } from "@/server/platform/errors";
import { loadDefinition } from "./definitions";
import { type Delivery, pump, type RunRow } from "./deliver";
import { newRow } from "./start";

/** A run's row without a lock. @throws NotFound */
export async function findRunRow(tx: Tx, runId: string): Promise<RunRow> {
  const [run] = await tx.select().from(runs).where(eq(runs.id, runId));
  if (!run) throw notFound("run", runId);
  return run;
}

/** The events of a run up to one of them, and the state after it. @throws NotFound when there is no such event */
export async function stateAt(
  tx: Tx,
  run: RunRow,
  seq: number,
): Promise<{ state: RunState; events: RunEvent[]; last: { type: string; at: Date } }> {
  const rows = await tx
    .select()
    .from(runEvents)
    .where(and(eq(runEvents.runId, run.id), lte(runEvents.seq, seq)))
    .orderBy(asc(runEvents.seq));
  const last = rows.at(-1);
  if (!last || last.seq !== seq) throw notFound("event", `${seq} of run ${run.id}`);
  const events = rows.map(({ event }) => event);
  const state = replay(await loadDefinition(tx, run), events);
  if (!state) throw new Error(`run ${run.id} has events and no state`);
  return { state, events, last: { type: last.type, at: last.at } };
}

interface Fork {
  seq: number;
  input?: Json | undefined;
  vars?: JsonObject | undefined;
  by: ActorRef;
}

/** What was said of the run when it was started holds for its fork. */
function optionsOf({ tags, priority, timeoutMs, correlationKey, depth, limited }: RunRow) {
  return { tags, priority, timeoutMs, correlationKey, depth, limited };
}

/**
 * Makes a new run that has a run's history up to an event, and goes on by itself from there: what was under way is
 * ordered again for it. It is under way already, so limits count it but do not hold it. @returns the new run's id
 * @throws Conflict when the run had ended there; NotFound
 */
export async function forkRun(delivery: Delivery, runId: string, fork: Fork): Promise<string> {
  const { tx, now, tenantId } = delivery;
  const run = await findRunRow(tx, runId);
  const { seq, input, vars, by } = fork;
  const before = await stateAt(tx, run, seq);
  if (hasEnded(before.state))
    throw conflict("run_ended", "The run had ended there; fork it from an earlier event, or run it again.");
  const { workflowId, workflowName, version, callbackUrl } = run;
  const fresh = { workflowId, workflowName, version, callbackUrl: callbackUrl ?? undefined, startedBy: by };
  const row = newRow(delivery, { ...fresh, options: optionsOf(run), origin: { runId, seq } }, "running");
  const events = before.events.map((event) =>
    event.type === "run.started" ? { ...event, runId: row.id } : event,
  );
  const definition = await loadDefinition(tx, run);
  const state = replay(definition, events);
  if (!state) throw new Error(`run ${runId} has events and no state`);
  const copied: RunRow = { ...row, state, status: state.status, seq };
  await tx.insert(runs).values(copied);
  await tx.insert(runEvents).values(
    events.map((event, i) => ({
      tenantId,
      runId: row.id,
      seq: i + 1,
      type: event.type,
      event,
      at: new Date(event.at),
    })),
  );
  await pump(delivery, copied, definition, {
    type: "run.forked",
    at: now.getTime(),
    from: runId,
    seq,
    since: events.at(-1)?.at ?? now.getTime(),
    ...(input === undefined ? {} : { input }),
    ...(vars === undefined ? {} : { vars }),
    by: { ...by },
  });
  return row.id;
}
