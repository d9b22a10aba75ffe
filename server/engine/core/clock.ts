/**
 * A run's own time, which its `timeout` bounds. It is the time that the run takes by itself: while all that it waits
 * for is people (an answer, a decision about a stuck step), and while somebody has paused it, it stands still.
 */
import { type Activation, activations, RUN_KEY, type RunState } from "./state";
import type { Turn } from "./turn";

/** Lets the run's time go on or stand still, as the run stands at the end of an event. */
export function keepTime(turn: Turn) {
  const { draft, at } = turn;
  const { clock } = draft;
  if (!clock) return;
  const stands = draft.paused !== undefined || waitsForPeople(draft);
  if (stands && clock.dueAt !== undefined) {
    turn.effects.push({ type: "clearTimer", key: RUN_KEY, timer: "timeout" });
    draft.clock = { starts: clock.starts, left: Math.max(0, clock.dueAt - at) };
  } else if (!stands && clock.left !== undefined) {
    const [attempt, dueAt] = [clock.starts + 1, at + clock.left];
    turn.effects.push({ type: "setTimer", key: RUN_KEY, timer: "timeout", attempt, dueAt });
    draft.clock = { starts: attempt, dueAt };
  }
}

/** Takes the run's time away: it has run out, or the run is about to end. */
export function stopTime(turn: Turn) {
  if (turn.draft.clock?.dueAt !== undefined)
    turn.effects.push({ type: "clearTimer", key: RUN_KEY, timer: "timeout" });
  delete turn.draft.clock;
}

/** True when the run can go on by nobody but people. */
export function waitsForPeople(state: Pick<RunState, "active">): boolean {
  // A fork waits for what its branches wait for.
  const open = activations(state).filter(({ awaits }) => awaits?.for !== "branches");
  return open.length > 0 && open.every(isWithPeople);
}

function isWithPeople({ phase, awaits }: Activation): boolean {
  if (phase === "stuck") return true;
  if (awaits?.for === "task") return !awaits.over;
  return awaits?.for === "first" && awaits.of.some((one) => one.for === "task" && !one.over);
}
