/**
 * A paused run enters nothing new. What comes meanwhile is kept in its order, as long as it is something that the run
 * waits for, and applied when the run is resumed. What it came from is marked, so that a second one is recognised.
 */
import type { StepEvent } from "./events";
import { type Json, jsonSize } from "./json";
import { MAX_STATE_BYTES } from "./limits";
import { placeOf } from "./places";
import type { Activation, Alternative, Awaits, KeptEvent } from "./state";
import { putActivation, type Turn } from "./turn";

/** The bytes that a kept event counts for. */
export function eventSize(event: KeptEvent): number {
  return jsonSize(event as unknown as Json);
}

/** Keeps an event for later. @returns false when the run can't hold it */
export function keepForLater(turn: Turn, event: KeptEvent): boolean {
  const { draft } = turn;
  const kept = fitting(turn, event);
  if (!kept || !draft.paused) return false;
  draft.bytes += eventSize(kept);
  draft.paused = { ...draft.paused, kept: [...draft.paused.kept, kept] };
  return true;
}

/** A signal that is too much can be refused; an outcome can't come again, so its failure is kept in its place. */
function fitting(turn: Turn, event: KeptEvent): KeptEvent | undefined {
  const left = MAX_STATE_BYTES - turn.draft.bytes;
  if (jsonSize(event as unknown as Json, left) <= left) return event;
  if (event.type !== "step.succeeded" && event.type !== "step.failed") return undefined;
  const { at, key, attempt } = event;
  const message = "The step's outcome came while the run was paused, and was too large to keep";
  return {
    type: "step.failed",
    at,
    key,
    attempt,
    error: { code: "payload_too_large", message, retryable: false },
  };
}

/** Marks what an event settles as settled: its job has ended, its task is closed, its timer has fired. */
export function markSettled(turn: Turn, event: StepEvent): Activation | undefined {
  const place = placeOf(turn.draft, event.key);
  if (!place) return undefined;
  const marked = settled(place.activation, event, place.alternative);
  putActivation(turn, marked);
  return marked;
}

function settled(activation: Activation, event: StepEvent, alternative: number | undefined): Activation {
  const { awaits, timers } = activation;
  if (event.type === "event.received") return activation;
  if (event.type === "timer.fired") {
    const { [event.timer]: _fired, ...left } = timers;
    return { ...activation, timers: left };
  }
  if (awaits?.for === "first" && alternative !== undefined) {
    const of = awaits.of.map((one, index) => (index === alternative ? overOf(one) : one));
    return { ...activation, awaits: { for: "first", of } };
  }
  if (awaits?.for === "task" || awaits?.for === "child")
    return { ...activation, awaits: { ...awaits, over: true } };
  return { ...activation, heard: true };
}

function overOf(one: Alternative): Alternative {
  return one.for === "task" ? { for: "task", over: true } : one;
}

/** Undoes the mark of a kept event, so that it can be applied as if it came now. */
export function unmark(turn: Turn, event: StepEvent) {
  const place = placeOf(turn.draft, event.key);
  if (!place) return;
  const { activation, alternative } = place;
  // Something that was kept before it has led to another attempt: then it is late, and stays what it is.
  if ("attempt" in event && event.attempt !== undefined && event.attempt !== activation.attempt) return;
  const { heard: _heard, awaits, ...rest } = activation;
  if (event.type === "timer.fired") {
    putActivation(turn, { ...activation, timers: { ...activation.timers, [event.timer]: event.at } });
  } else putActivation(turn, awaits ? { ...rest, awaits: openAgain(awaits, alternative) } : rest);
}

function openAgain(awaits: Awaits, alternative: number | undefined): Awaits {
  if (awaits.for === "task") return { for: "task" };
  if (awaits.for === "child") return { for: "child", workflow: awaits.workflow };
  if (awaits.for !== "first") return awaits;
  return {
    for: "first",
    of: awaits.of.map((one, index) => (index === alternative && one.for === "task" ? { for: "task" } : one)),
  };
}
