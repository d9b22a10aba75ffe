import type { Tx } from "@/db/tenancy";
import {
  eventsOf,
  findRun,
  queuedAttempts,
  type RunRecord,
  tasksByStepKey,
} from "@/server/domain/runs/queries";
import type { RunSpan, RunTimeline, RunVisit, RunVisitDetail } from "@/server/domain/runs/schema";
import { historyEntry } from "@/server/domain/runs/view";
import { type Moment, type Span, traceOf, type Visit, visitKey } from "@/server/engine/core/trace";
import { visitData } from "@/server/engine/core/visit-data";
import { notFound } from "@/server/platform/errors";
import { loadDefinition } from "./definitions";

/** A run that went in circles for long is shown by its last visits. */
const MOST_VISITS = 1_000;

/** Every visit of a run's steps, as its history tells it. @throws NotFound */
export async function showTimeline(tx: Tx, runId: string): Promise<RunTimeline> {
  const run = await findRun(tx, runId);
  const { visits, events, lastSeq, show } = await trace(tx, run);
  return {
    runId,
    lastSeq,
    // A fork's history began before the fork did.
    startedAt: new Date(events[0]?.event.at ?? run.createdAt).toISOString(),
    endedAt: run.endedAt?.toISOString() ?? null,
    visits: visits.slice(-MOST_VISITS).map(show),
    omitted: Math.max(0, visits.length - MOST_VISITS),
  };
}

/** One visit with what went in, what came out, and the events that were about it. @throws NotFound */
export async function showVisit(tx: Tx, runId: string, key: string): Promise<RunVisitDetail> {
  const run = await findRun(tx, runId);
  const { visits, events, definition, show } = await trace(tx, run);
  const visit = visits.find((one) => one.key === key);
  if (!visit) throw notFound("visit", key);
  const facts = events.map(({ event }) => event);
  const { request, output } = visitData(definition, facts, visit);
  return {
    ...show(visit),
    request: (request ?? null) as RunVisitDetail["request"],
    output: (output ?? null) as RunVisitDetail["output"],
    events: events
      .filter(({ seq, event }) =>
        "key" in event ? visitKey(event.key) === key : seq === visit.entered.seq || seq === visit.left?.seq,
      )
      .map(historyEntry),
  };
}

async function trace(tx: Tx, run: RunRecord) {
  const definition = await loadDefinition(tx, run);
  const events = await eventsOf(tx, run.id);
  const queued = await queuedAttempts(tx, run.id);
  const taskIds = await tasksByStepKey(tx, run.id);
  const visits = traceOf(
    definition,
    events.map(({ event }) => event),
  );
  // One of several things that a visit waits for has the visit's key with `!` and its place.
  const byVisit = new Map([...taskIds].map(([key, id]) => [visitKey(key), id]));
  const show = (visit: Visit) => visitView(visit, queued, byVisit.get(visit.key) ?? null);
  return { definition, events, visits, show, lastSeq: events.at(-1)?.seq ?? 0 };
}

const iso = (moment: Moment | undefined) => (moment ? new Date(moment.at).toISOString() : null);

function visitView(visit: Visit, queued: Set<string>, taskId: string | null): RunVisit {
  const { key, step, kind, entered, left } = visit;
  return {
    key,
    step,
    kind,
    visit: visit.visit,
    from: visit.from ?? null,
    onFailure: visit.onFailure,
    enteredAt: new Date(entered.at).toISOString(),
    enteredSeq: entered.seq,
    leftAt: iso(left),
    leftSeq: left?.seq ?? null,
    end: visit.end ?? null,
    spans: visit.spans.map((span) => spanView(span, queued.has(`${key} ${span.attempt}`))),
    taskId,
  };
}

function spanView(span: Span, isQueued: boolean): RunSpan {
  return {
    what: isQueued && span.what === "execution" && !span.to ? "queue" : span.what,
    attempt: span.attempt,
    awaits: span.awaits ?? null,
    from: new Date(span.from.at).toISOString(),
    fromSeq: span.from.seq,
    to: iso(span.to),
    toSeq: span.to?.seq ?? null,
    error: span.error ?? null,
  };
}
