import type { RunVisit } from "@/server/domain/runs/schema";
import type { Way } from "./model";

/** How a step stands in a run, for one visit or for the step's last one. */
export type StepState =
  | "untouched"
  | "queued"
  | "running"
  | "waiting"
  | "retrying"
  | "stuck"
  | "done"
  | "skipped"
  | "failed"
  | "closed";

export interface StepProgress {
  state: StepState;
  visits: number;
  /** Of the last visit. */
  attempts: number;
  /** The key of the last visit. */
  last: string;
}

const ofSpan: Record<RunVisit["spans"][number]["what"], StepState> = {
  queue: "queued",
  execution: "running",
  wait: "waiting",
  backoff: "retrying",
  stuck: "stuck",
};

/** How one visit stands. */
export function visitState({ end, spans }: Pick<RunVisit, "end" | "spans">): StepState {
  if (end) return end;
  const last = spans.at(-1);
  return last ? ofSpan[last.what] : "running";
}

/** How many attempts a visit made or makes; a pause before an attempt is not one yet. */
export function attemptsOf({ spans }: Pick<RunVisit, "spans">): number {
  return spans.reduce((most, { what, attempt }) => (what === "backoff" ? most : Math.max(most, attempt)), 1);
}

/** How often a way was taken. */
export function timesTaken({ id, from, isJoin }: Way, taken: Map<string, number>): number {
  return taken.get(isJoin ? `${from}>@join` : id) ?? 0;
}

/** How each step stands, by its last visit; while one of several is open, by that one. */
export function progressOf(visits: RunVisit[]): Map<string, StepProgress> {
  const steps = new Map<string, StepProgress>();
  const open = new Set<string>();
  for (const visit of visits) {
    const before = steps.get(visit.step);
    const count = (before?.visits ?? 0) + 1;
    if (before && open.has(visit.step) && visit.end) {
      steps.set(visit.step, { ...before, visits: count });
      continue;
    }
    if (!visit.end) open.add(visit.step);
    const state = visitState(visit);
    steps.set(visit.step, { state, visits: count, attempts: attemptsOf(visit), last: visit.key });
  }
  return steps;
}

/** The ways that were taken, as `from>to`, and how often; a branch that came to its end as `from>@join`. */
export function takenWays(visits: RunVisit[]): Map<string, number> {
  const steps = new Map(visits.map(({ key, step }) => [key, step]));
  const taken = new Map<string, number>();
  const left = new Set(visits.map(({ from }) => from));
  for (const { key, step, end } of visits) {
    if (!key.includes("@") || end !== "done" || left.has(key)) continue;
    taken.set(`${step}>@join`, (taken.get(`${step}>@join`) ?? 0) + 1);
  }
  for (const { from, step } of visits) {
    const before = from === null ? undefined : steps.get(from);
    if (before === undefined) continue;
    const id = `${before}>${step}`;
    taken.set(id, (taken.get(id) ?? 0) + 1);
  }
  return taken;
}
