/** Waiting: for times, for signals that come or came already, and for the first of several things. */
import { checkSize, StepContext } from "./context";
import { kindOf } from "./definition";
import { type Json, jsonSize } from "./json";
import { settle } from "./machine";
import { alternativeKey } from "./release";
import { type Activation, type Alternative, type Awaits, activations, type KeptSignal } from "./state";
import type { Awaited, Outcome } from "./step";
import { grow, putActivation, stepOf, type Turn } from "./turn";

/** Lets an activation wait, with a timer when it does not wait for ever. */
export function rest(turn: Turn, activation: Activation, awaits: Awaits, timer?: string, dueAt?: number) {
  const waiting: Activation = { ...activation, phase: "waiting", since: turn.at, awaits };
  if (timer === undefined || dueAt === undefined) putActivation(turn, waiting);
  else setTimer(turn, waiting, timer, dueAt);
}

export function setTimer(turn: Turn, activation: Activation, timer: string, dueAt: number) {
  const { key, attempt, timers } = activation;
  putActivation(turn, { ...activation, timers: { ...timers, [timer]: dueAt } });
  turn.effects.push({ type: "setTimer", key, timer, attempt, dueAt });
}

/** The bytes that a kept signal counts for. */
export function signalSize({ name, data, correlation = "" }: KeptSignal): number {
  return jsonSize(data) + name.length + correlation.length;
}

interface Expected {
  name: string;
  correlation?: string;
}

/** A wait without a correlation takes every signal of its name. */
function fits({ name, correlation }: Expected, signal: KeptSignal): boolean {
  return signal.name === name && (correlation === undefined || signal.correlation === correlation);
}

/** Waits for a signal, or takes the oldest that was kept for it. */
export function awaitSignal(turn: Turn, activation: Activation, outcome: Outcome & { do: "awaitSignal" }) {
  const { name, correlation, timeoutMs } = outcome;
  const expected = { name, ...(correlation === undefined ? {} : { correlation }) };
  const signal = turn.draft.signals.find((kept) => fits(expected, kept));
  if (signal) return takeKept(turn, activation, signal);
  const dueAt = timeoutMs === undefined ? undefined : turn.at + timeoutMs;
  rest(turn, activation, { for: "signal", ...expected }, "timeout", dueAt);
}

function takeKept(turn: Turn, activation: Activation, signal: KeptSignal, alternative?: number) {
  turn.draft.signals = turn.draft.signals.filter((kept) => kept !== signal);
  grow(turn, -signalSize(signal));
  giveSignal(turn, activation, signal, alternative);
}

/** Gives a signal to an activation that waits for it. */
function giveSignal(turn: Turn, activation: Activation, signal: KeptSignal, alternative?: number) {
  const step = stepOf(turn, activation.step);
  const ctx = new StepContext(turn, activation);
  settle(turn, activation, () => kindOf(step).onSignal?.(ctx, step, signal, alternative));
}

/** Gives a signal to the oldest activation that waits for it. @returns whether there was one */
export function offerSignal(turn: Turn, signal: KeptSignal): boolean {
  for (const activation of activations(turn.draft)) {
    const { awaits } = activation;
    if (awaits?.for === "signal" && fits(awaits, signal)) {
      giveSignal(turn, activation, signal);
      return true;
    }
    if (awaits?.for !== "first") continue;
    const alternative = awaits.of.findIndex((one) => one.for === "signal" && fits(one, signal));
    if (alternative < 0) continue;
    giveSignal(turn, activation, signal, alternative);
    return true;
  }
  return false;
}

/** The timer of one of several alternatives. */
export function alternativeTimer(index: number): string {
  return `first.${index}`;
}

/** Waits for the first of several, unless one has come already: a kept signal, or a time that is past. */
export function awaitFirst(turn: Turn, activation: Activation, of: readonly Awaited[]) {
  for (const signal of turn.draft.signals) {
    const index = of.findIndex((one) => one.for === "signal" && fits(one, signal));
    if (index >= 0) return takeKept(turn, activation, signal, index);
  }
  const past = of.findIndex((one) => one.for === "time" && one.dueAt <= turn.at);
  if (past >= 0) {
    const { key } = activation;
    const step = stepOf(turn, activation.step);
    const event = { type: "timer.fired" as const, at: turn.at, key, timer: alternativeTimer(past) };
    return settle(turn, activation, () =>
      kindOf(step).onTimer?.(new StepContext(turn, activation), step, event),
    );
  }
  for (const one of of) if (one.for === "task") checkSize(one.spec as unknown as Json, "The task");
  beginFirst(turn, activation, of);
}

function beginFirst(turn: Turn, activation: Activation, of: readonly Awaited[]) {
  const { key, attempt } = activation;
  let waiting: Activation = {
    ...activation,
    phase: "waiting",
    since: turn.at,
    awaits: { for: "first", of: of.map(kept) },
  };
  for (const [index, one] of of.entries()) {
    const own = alternativeKey(activation, index);
    if (one.for === "time") {
      waiting = { ...waiting, timers: { ...waiting.timers, [alternativeTimer(index)]: one.dueAt } };
      const timer = alternativeTimer(index);
      turn.effects.push({ type: "setTimer", key, timer, attempt, dueAt: one.dueAt });
    } else if (one.for === "task") {
      turn.effects.push({ type: "openTask", key: own, attempt, spec: one.spec });
    } else if (one.for === "event") {
      const { name: event, since, correlation } = one;
      const correlated = correlation === undefined ? {} : { correlation };
      turn.effects.push({ type: "subscribe", key: own, event, since, ...correlated });
    }
  }
  putActivation(turn, waiting);
}

/** What the state keeps of an alternative: what is to be done about it is in the effects. */
function kept(one: Awaited): Alternative {
  if (one.for === "time") return { for: "time", dueAt: one.dueAt };
  if (one.for === "task") return { for: "task" };
  const { name, correlation } = one;
  return { for: one.for, name, ...(correlation === undefined ? {} : { correlation }) };
}
