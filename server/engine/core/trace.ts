/**
 * What a run did, visit by visit, as its history tells it: when each step was entered, from where, what it spent its
 * time on, and how it was left. Made by folding the events again, so that it can't say anything else than they do.
 */
import { advance } from "./advance";
import type { Definition } from "./definition";
import type { RunEvent } from "./events";
import { own } from "./json";
import type { Activation, Failure, RunState } from "./state";
import type { Entry } from "./turn";

/** A point of the history. */
export interface Moment {
  /** Epoch milliseconds. */
  readonly at: number;
  /** The number of the event. */
  readonly seq: number;
}

/** `queue`: no worker has begun it. `wait`: see `awaits`. `backoff`: until the next attempt. */
export type SpanKind = "queue" | "execution" | "wait" | "backoff" | "stuck";

/** What a visit spent a while on. */
export interface Span {
  readonly what: SpanKind;
  readonly attempt: number;
  /** What it waited for: `task`, `signal`, `time`, … */
  readonly awaits?: string;
  readonly from: Moment;
  to?: Moment;
  /** How the attempt failed. */
  error?: Pick<Failure, "message" | "code">;
}

/** `skipped`: a person gave its output. `closed`: the run ended, or went on elsewhere, before it was over. */
export type VisitEnd = "done" | "failed" | "skipped" | "closed";

export interface Visit {
  readonly key: string;
  readonly step: string;
  readonly kind: string;
  readonly visit: number;
  readonly branch: string;
  /** The visit that led here, and whether by its failure. */
  readonly from?: string;
  readonly onFailure: boolean;
  readonly entered: Moment;
  left?: Moment;
  end?: VisitEnd;
  readonly spans: Span[];
}

/** The visits of a run in the order in which they began. Steps that take no time have no spans. */
export function traceOf(definition: Definition, events: Iterable<RunEvent>): Visit[] {
  const visits: Visit[] = [];
  const open = new Map<string, Visit>();
  let state: RunState | null = null;
  let seq = 0;
  for (const event of events) {
    seq += 1;
    const before: RunState | null = state;
    const result = advance(definition, before, event);
    state = result.state;
    if (!result.applied) continue;
    const moment = { at: event.at, seq };
    for (const entry of result.entries) {
      const visit = visitOf(definition, entry, moment);
      visits.push(visit);
      open.set(visit.key, visit);
    }
    noteEvent(open, event, moment);
    for (const visit of open.values()) follow(visit, own(state.active, visit.key), moment);
    for (const [key, visit] of open) {
      if (own(state.active, key)) continue;
      visit.left = moment;
      const caused = isAbout(event, key, before && own(before.active, key));
      visit.end = endOf(visit, state, event, result.entries, caused);
      open.delete(key);
    }
  }
  return visits;
}

function visitOf(definition: Definition, entry: Entry, entered: Moment): Visit {
  const { key, step, visit, branch, from, failed } = entry;
  return {
    key,
    step,
    kind: own(definition.steps, step)?.kind ?? "unknown",
    visit,
    branch,
    ...(from === undefined ? {} : { from }),
    onFailure: failed === true,
    entered,
    spans: [],
  };
}

/** What an outcome says of the attempt that it ends: how it failed, and how long it waited for a worker. */
function noteEvent(open: Map<string, Visit>, event: RunEvent, to: Moment) {
  if (event.type !== "step.succeeded" && event.type !== "step.failed") return;
  const visit = open.get(visitKey(event.key));
  const span = visit?.spans.at(-1);
  if (!visit || !span || span.to || span.attempt !== event.attempt) return;
  if (event.type === "step.failed") {
    span.error = { message: event.error.message, code: event.error.code ?? "step_failed" };
  }
  if (span.what !== "execution" || event.startedAt === undefined) return;
  const begun = { at: Math.min(Math.max(event.startedAt, span.from.at), to.at), seq: to.seq };
  visit.spans.pop();
  visit.spans.push({ what: "queue", attempt: span.attempt, from: span.from, to: begun });
  visit.spans.push({ ...span, from: { at: begun.at, seq: span.from.seq } });
}

/** Ends the span that is over and begins the next, as the activation stands after the event. */
function follow(visit: Visit, activation: Activation | undefined, moment: Moment) {
  const last = visit.spans.at(-1);
  const next = activation && spanOf(activation, moment);
  const same =
    next && last && last.what === next.what && last.attempt === next.attempt && last.awaits === next.awaits;
  if (same && !last.to) return;
  if (last && !last.to) last.to = moment;
  if (next) visit.spans.push(next);
}

function spanOf({ phase, attempt, awaits }: Activation, from: Moment): Span {
  const what = phase === "executing" ? "execution" : phase === "waiting" ? "wait" : phase;
  return { what, attempt, ...(phase === "waiting" && awaits ? { awaits: awaits.for } : {}), from };
}

/** Whether an event happened to a visit. What was kept during a pause happens to whichever it was for. */
function isAbout(event: RunEvent, key: string, before: Activation | null | undefined): boolean {
  if (event.type === "run.resumed") return true;
  if (event.type !== "signal.received") return "key" in event && visitKey(event.key) === key;
  const { awaits } = before ?? {};
  const signals = awaits?.for === "first" ? awaits.of : awaits ? [awaits] : [];
  return signals.some((one) => one.for === "signal" && one.name === event.name);
}

function endOf(
  visit: Visit,
  state: RunState,
  event: RunEvent,
  entries: readonly Entry[],
  isOwn: boolean,
): VisitEnd {
  if (isOwn && event.type === "run.skipped") return "skipped";
  const next = entries.find(({ from }) => from === visit.key);
  if (next) return next.failed ? "failed" : "done";
  if (!isOwn && !entries.some(({ key }) => key === visit.key)) return "closed";
  const failure = state.ending?.error ?? (state.status === "failed" ? state.error : undefined);
  return failure?.step === visit.step ? "failed" : "done";
}

/** The visit that an event's key belongs to: one of several things that it waits for is named by `!` and its place. */
export function visitKey(key: string): string {
  return key.split("!")[0] ?? key;
}
