/** Forks and joins: branches begun, arriving, lost; the join, which fires once. */
import { checkSize, StepContext } from "./context";
import { kindOf } from "./definition";
import { compensated } from "./endings";
import { EvaluationError } from "./expressions";
import { giveUp } from "./failures";
import { type Json, type JsonObject, jsonSize, own } from "./json";
import { settle } from "./machine";
import { closeScope, drop, forgetScope } from "./release";
import type { Activation, Failure, Fork } from "./state";
import { type Outcome, StepFailure } from "./step";
import { grow, putActivation, putRecord, putScope, recordOf, stepOf, type Turn } from "./turn";

/** Begins a fork's first branches, or goes on at once where there is nothing to wait for. */
export function openFork(turn: Turn, activation: Activation, outcome: Outcome & { do: "fork" }) {
  const { total, needed, atOnce, items } = outcome;
  if (needed > total) {
    const message = `The join waits for ${needed} branches, and there are ${total}`;
    throw new StepFailure("join_unreachable", message);
  }
  grow(turn, checkSize(items, "The list of items"));
  const fork: Fork = {
    total,
    needed,
    atOnce,
    begun: 0,
    results: {},
    failed: {},
    ...(items ? { items } : {}),
  };
  const { request: _none, ...waiting } = activation;
  putActivation(turn, {
    ...waiting,
    phase: "waiting",
    since: turn.at,
    awaits: { for: "branches" },
    fork,
  });
  joinOrBegin(turn, activation.key);
}

/** Fires the join if enough has arrived, or else begins as many branches as may be under way. */
function joinOrBegin(turn: Turn, key: string) {
  const activation = own(turn.draft.active, key);
  if (!activation?.fork) return;
  const step = stepOf(turn, activation.step);
  const { fork } = activation;
  const failed = Object.keys(fork.failed).length;
  const arrived = Object.keys(fork.results).length + (step.continueOnError ? failed : 0);
  if (arrived >= fork.needed) {
    settle(turn, activation, () => ({
      do: "next",
      to: step.next ?? "",
      output: kindOf(step).joined?.(step, resultsOf(fork), fork.total) ?? null,
    }));
    return;
  }
  const open = fork.begun - failed - Object.keys(fork.results).length;
  const last = Math.min(fork.total, fork.begun + fork.atOnce - open);
  if (last <= fork.begun) return;
  putActivation(turn, { ...activation, fork: { ...fork, begun: last } });
  for (let place = fork.begun; place < last; place++) begin(turn, activation, place);
}

/** What a branch that failed and was spared gives is null. */
function resultsOf({ results, failed }: Fork): JsonObject {
  return { ...Object.fromEntries(Object.keys(failed).map((name) => [name, null])), ...results };
}

function begin(turn: Turn, activation: Activation, place: number) {
  const step = stepOf(turn, activation.step);
  const branch = kindOf(step).branch?.(step, place, activation.fork?.items);
  if (!branch) throw new Error(`Step "${activation.step}" has no branch at ${place}`);
  const { name, start, item } = branch;
  const id = `${activation.key}.${name}`;
  putScope(turn, id, {
    parent: activation.branch,
    fork: activation.key,
    name,
    steps: {},
    ...(item ? { item: item.value, index: item.index, ...(item.as ? { as: item.as } : {}) } : {}),
  });
  // Bounded by the list's own size, so that beginning a branch can't fail.
  turn.draft.bytes += jsonSize(item?.value);
  const { key, error } = activation;
  turn.arrivals.push({ step: start, branch: id, from: key, ...(error ? { error } : {}) });
}

/** A branch, or a compensation, has come to its end. */
export function branchEnds(turn: Turn, activation: Activation) {
  const scope = own(turn.draft.scopes, activation.branch);
  if (!scope) throw new Error(`Step "${activation.step}" ends a branch, but stands in none`);
  if (scope.fork === undefined) return compensated(turn, activation);
  const fork = own(turn.draft.active, scope.fork);
  if (!fork?.fork) throw new Error(`The fork of branch "${activation.branch}" is gone`);
  let output: Json;
  try {
    output = outputOf(turn, activation, fork);
    grow(turn, checkSize(output, `The output of branch "${scope.name}"`));
  } catch (error) {
    if (!(error instanceof StepFailure || error instanceof EvaluationError)) throw error;
    const failure = { message: error.message, code: error.code, step: fork.step };
    return giveUp(turn, activation, failure, false);
  }
  drop(turn, activation, "step_over");
  forgetScope(turn, activation.branch);
  putActivation(turn, {
    ...fork,
    fork: { ...fork.fork, results: { ...fork.fork.results, [scope.name]: output } },
  });
  joinOrBegin(turn, fork.key);
}

function outputOf(turn: Turn, last: Activation, fork: Activation): Json {
  const step = stepOf(turn, fork.step);
  const ctx = new StepContext(turn, { ...last, step: fork.step });
  const output = kindOf(step).branchOutput?.(ctx, step);
  return output ?? recordOf(turn, last.branch, last.step)?.output ?? null;
}

/** True when the fork's join can still fire without one branch more. */
export function canSpare(turn: Turn, { step, fork }: Activation): boolean {
  if (!fork) return false;
  if (stepOf(turn, step).continueOnError) return true;
  return fork.total - Object.keys(fork.failed).length - 1 >= fork.needed;
}

/** Goes on without a branch that failed. */
export function loseBranch(turn: Turn, id: string, failure: Failure) {
  const scope = own(turn.draft.scopes, id);
  closeScope(turn, id, "branch_failed");
  const fork = own(turn.draft.active, scope?.fork ?? "");
  if (!scope || !fork?.fork) throw new Error(`The fork of branch "${id}" is gone`);
  const failed = { ...fork.fork.failed, [scope.name]: failure };
  putActivation(turn, { ...fork, fork: { ...fork.fork, failed } });
  const record = recordOf(turn, fork.branch, fork.step) ?? { visits: 1 };
  if (!record.error) putRecord(turn, fork.branch, fork.step, { ...record, error: failure });
  joinOrBegin(turn, fork.key);
}
