/**
 * Takes activations away so that nothing of them is left behind: timers cleared, tasks closed, children cancelled,
 * subscriptions ended, jobs that have not begun abandoned, branches of forks taken away with them.
 */
import { scopesAround } from "./context";
import { type Json, jsonSize, own } from "./json";
import { type Activation, type Alternative, activations } from "./state";
import { dropActivation, dropScope, grow, putScope, stepOf, type Turn } from "./turn";

/** The key of one of the things that a step waits for, where it waits for the first of several: its own each attempt. */
export function alternativeKey({ key, attempt }: Pick<Activation, "key" | "attempt">, index: number): string {
  return attempt === 1 ? `${key}!${index}` : `${key}!${index}.${attempt}`;
}

/** Takes an activation away with all that hangs on it. @param reason why, for those whose task it closes */
export function drop(turn: Turn, activation: Activation, reason: string) {
  noteUnsure(turn, activation);
  withoutTimers(turn, activation);
  settleAwaited(turn, activation, reason);
  abandon(turn, activation);
  if (activation.request !== undefined) grow(turn, -jsonSize(activation.request));
  dropActivation(turn, activation.key);
  if (activation.fork) dropFork(turn, activation, reason);
}

/** Clears an activation's timers. */
export function withoutTimers(turn: Turn, activation: Activation): Activation {
  for (const timer of Object.keys(activation.timers).sort()) {
    turn.effects.push({ type: "clearTimer", key: activation.key, timer });
  }
  return { ...activation, timers: {} };
}

/** Ends what an activation waits for outside: its task, its child, its subscriptions. */
export function settleAwaited(turn: Turn, { key, attempt, awaits }: Activation, reason: string) {
  if (awaits?.for === "task" && !awaits.over) turn.effects.push({ type: "closeTask", key, reason });
  if (awaits?.for === "child" && !awaits.over)
    turn.effects.push({ type: "cancelChild", key, attempt, reason });
  if (awaits?.for !== "first") return;
  for (const [index, alternative] of awaits.of.entries())
    closeAlternative(turn, alternativeKey({ key, attempt }, index), alternative, reason);
}

function closeAlternative(turn: Turn, key: string, alternative: Alternative, reason: string) {
  if (alternative.for === "event") turn.effects.push({ type: "unsubscribe", key });
  if (alternative.for === "task" && !alternative.over) turn.effects.push({ type: "closeTask", key, reason });
}

/** A job whose outcome the run does not go on from any more need not begin. What computed here and now never was one. */
function abandon(turn: Turn, { key, attempt, phase, heard, request }: Activation) {
  if (phase !== "executing" || heard || request === undefined) return;
  const tell = turn.draft.completed.some((one) => one.key === key && one.awaited);
  turn.effects.push({ type: "abandonStep", key, attempt, ...(tell ? { tell } : {}) });
}

/** What has happened though the run never went on from it, may have, or may yet, is to be undone: see unsure.ts. */
export function noteUnsure(turn: Turn, activation: Activation) {
  const { key, step, branch, attempt, awaits, unsure } = activation;
  const { draft } = turn;
  if (draft.ending || stepOf(turn, step).compensate === undefined) return;
  const kept = keptOutcome(turn, activation);
  const isOut = isUnderWay(activation);
  if (!(kept || isOut || unsure)) return;
  const before = draft.completed.find((one) => one.key === key);
  if (before && !(before.awaited && (kept || isOut))) return;
  const of = awaits ? ("child" as const) : ("call" as const);
  const known = isOut ? { awaited: { attempt, since: turn.at, of } } : (kept ?? {});
  draft.bytes += "output" in known ? jsonSize(known.output) : 0;
  draft.completed = [...draft.completed.filter((one) => one !== before), { key, step, branch, ...known }];
}

/** The outcome of an attempt that came while the run was paused, where it says that something has or may have happened. */
function keptOutcome({ draft, kept }: Turn, { key, attempt }: Activation): { output?: Json } | undefined {
  for (const event of draft.paused?.kept ?? kept) {
    if (!("attempt" in event) || event.attempt !== attempt || event.key !== key) continue;
    if (event.type === "step.failed" && event.error.unknown) return {};
    const succeeded = event.type === "child.finished" && event.status === "completed";
    if (event.type === "step.succeeded" || succeeded) return { output: event.output };
  }
  return undefined;
}

function isUnderWay({ phase, heard, awaits }: Activation): boolean {
  return (phase === "executing" && !heard) || (awaits?.for === "child" && !awaits.over);
}

function dropFork(turn: Turn, fork: Activation, reason: string) {
  for (const [id, scope] of Object.entries(turn.draft.scopes).sort(([one], [other]) =>
    one < other ? -1 : 1,
  ))
    if (scope.fork === fork.key && !scope.over) closeScope(turn, id, reason);
  // What its branches kept in the fork goes with it.
  const { items, results } = fork.fork ?? { results: {} };
  grow(turn, -jsonSize(items) - Object.values(results).reduce<number>((sum, it) => sum + jsonSize(it), 0));
}

/** Takes a branch away with all that goes on in it, and in branches inside it. */
export function closeScope(turn: Turn, id: string, reason: string) {
  for (const activation of activations(turn.draft)) {
    if (own(turn.draft.active, activation.key) && activation.branch === id) drop(turn, activation, reason);
  }
  const left = turn.arrivals.filter(({ branch }) => branch !== id);
  if (left.length < turn.arrivals.length) turn.arrivals.splice(0, turn.arrivals.length, ...left);
  forgetScope(turn, id);
}

/** Drops a scope in which nothing goes on, or keeps it where a compensation will read from it. */
export function forgetScope(turn: Turn, id: string) {
  const scope = own(turn.draft.scopes, id);
  if (!scope) return;
  const { scopes, completed, ending } = turn.draft;
  const isRead = completed.some(({ branch }) => branch === id || scopesWithin(turn, branch, id));
  if (isRead && !(ending && scope.fork === undefined)) {
    putScope(turn, id, { ...scope, over: true });
    return;
  }
  grow(turn, -jsonSize(scope.item) - outputsSize(Object.values(scopes[id]?.steps ?? {})));
  dropScope(turn, id);
}

/** Drops the scope of a place and those around it, where they were kept for nothing but what was undone there. */
export function forgetScopesAround(turn: Turn, branch: string) {
  for (let id = branch; id !== ""; ) {
    const scope = own(turn.draft.scopes, id);
    if (scope?.over) forgetScope(turn, id);
    id = scope?.parent ?? "";
  }
}

function scopesWithin(turn: Turn, branch: string, id: string): boolean {
  const scope = own(turn.draft.scopes, id);
  return branch !== "" && scopesAround(turn.draft.scopes, branch).some((around) => around === scope);
}

function outputsSize(records: { output?: Parameters<typeof jsonSize>[0] }[]): number {
  return records.reduce((sum, { output }) => sum + jsonSize(output), 0);
}
