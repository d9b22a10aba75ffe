/**
 * A run that was forked from a point of another's history: the events before are the other's, what they ordered was
 * done for the other run, so all that is under way is ordered again for this one.
 */
import { checkSize } from "./context";
import { goOnEnding } from "./endings";
import type { RunForked } from "./events";
import { jsonSize, own } from "./json";
import { goOn } from "./machine";
import { type Activation, activations } from "./state";
import { grow, keepVars, putActivation, type Turn } from "./turn";

/** Takes over input and variables where they were edited, and orders again what is under way. */
export function continueFork(turn: Turn, { input, vars, since }: RunForked): undefined {
  const { draft } = turn;
  if (input !== undefined) {
    grow(turn, checkSize(input, "The input") - jsonSize(draft.input));
    draft.input = input;
  }
  if (vars) keepVars(turn, vars);
  // It has as much time of its own as the other run had left there.
  if (draft.clock?.dueAt !== undefined)
    draft.clock = { starts: draft.clock.starts, left: Math.max(0, draft.clock.dueAt - since) };
  // Their outcomes are told to the other run, which undoes them.
  draft.completed = draft.completed.filter(({ awaited }) => !awaited);
  const again = activations(draft).filter((activation) => !reset(turn, activation));
  for (const { key } of again) {
    // What was ordered again before it may have taken it away.
    const activation = own(draft.active, key);
    if (activation?.heard) goOn(turn, { ...withoutMark(activation), since: turn.at });
  }
  goOnEnding(turn);
  return undefined;
}

/**
 * Takes away what an activation had open in the other run, before anything can act on it.
 * @returns whether that is all: it waits for a time, for its branches, or for a person to decide
 */
function reset(turn: Turn, activation: Activation): boolean {
  const { key, attempt, phase, awaits, timers, request, ...rest } = activation;
  if (phase === "stuck" || awaits?.for === "branches") return true;
  if (phase === "backoff" || awaits?.for === "time") {
    for (const [timer, dueAt] of Object.entries(timers))
      turn.effects.push({ type: "setTimer", key, timer, attempt, dueAt });
    return true;
  }
  grow(turn, -jsonSize(request));
  putActivation(turn, { ...rest, key, attempt, phase: "executing", timers: {}, heard: true });
  return false;
}

function withoutMark({ heard: _mark, ...activation }: Activation): Activation {
  return activation;
}
