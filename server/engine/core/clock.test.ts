import { describe, expect, it } from "vitest";
import { advance } from "./advance";
import { checkDefinition } from "./definition";
import type { RunEvent } from "./events";
import { replay } from "./replay";
import { START } from "./simulation/driver";
import type { RunState } from "./state";

const MINUTE = 60_000;
const ask = {
  kind: "task",
  title: "Q",
  form: { fields: {} },
  assignTo: { team: "support" },
};
const call = { kind: "http", method: "POST", url: "https://example.com" };

/** A run that may take ten minutes of its own. */
function timed(steps: Record<string, object>) {
  const checked = checkDefinition({
    title: "T",
    start: Object.keys(steps)[0],
    steps: { ...steps, done: { kind: "end" } },
  });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  const { definition } = checked;
  const events: RunEvent[] = [];
  let state: RunState | null = null;
  const send = (event: object, minutes: number) => {
    const one = { ...event, at: START + minutes * MINUTE } as RunEvent;
    const result = advance(definition, state, one);
    state = result.state;
    if (result.applied) events.push(one);
    return result;
  };
  send({ type: "run.started", runId: "r1", workflow: "w", input: {}, timeoutMs: 10 * MINUTE }, 0);
  return { definition, events, send, state: () => state as unknown as RunState };
}

const timeout = (attempt: number) => ({ type: "timer.fired", key: "@run", timer: "timeout", attempt });

describe("a run's own time", () => {
  it("goes on while something is executed, waited for or tried again, and ends the run when it is up", () => {
    const run = timed({ wait: { kind: "wait", signal: "go", next: "done" } });
    expect(run.state().clock).toEqual({ starts: 1, dueAt: START + 10 * MINUTE });
    expect(run.send(timeout(1), 10).state).toMatchObject({
      status: "failed",
      error: { code: "run_timeout" },
    });
  });

  it("stands still while only people are waited for, and goes on where it stood", () => {
    const run = timed({ ask: { ...ask, next: "wait" }, wait: { kind: "wait", signal: "go", next: "done" } });
    expect(run.state().clock).toEqual({ starts: 0, left: 10 * MINUTE });
    run.send({ type: "task.completed", key: "ask#1", output: {} }, 3_000);
    expect(run.state().clock).toEqual({ starts: 1, dueAt: START + 3_010 * MINUTE });
  });

  it("goes on in a fork as long as one branch does more than wait for people", () => {
    const run = timed({
      both: { kind: "parallel", branches: { a: "ask", b: "call" }, next: "done" },
      ask: { ...ask, next: "@join" },
      call: { ...call, next: "@join" },
    });
    expect(run.state().clock?.dueAt).toBe(START + 10 * MINUTE);
    const key = "call#1@both#1.b";
    const { effects } = run.send({ type: "step.succeeded", key, attempt: 1, output: 1 }, 4);
    expect(effects).toContainEqual({ type: "clearTimer", key: "@run", timer: "timeout" });
    expect(run.state().clock).toEqual({ starts: 1, left: 6 * MINUTE });
  });

  it("stands still while a stuck step waits for a decision, and while the run is paused", () => {
    const run = timed({
      call: { ...call, next: "wait" },
      wait: { kind: "wait", signal: "go", next: "done" },
    });
    run.send({ type: "step.failed", key: "call#1", attempt: 1, error: { message: "No" } }, 2);
    expect(run.state().clock).toEqual({ starts: 1, left: 8 * MINUTE });
    run.send({ type: "run.skipped", key: "call#1", output: 1, by: "me" }, 100);
    run.send({ type: "run.paused", by: "me" }, 101);
    expect(run.state().clock).toEqual({ starts: 2, left: 7 * MINUTE });
    run.send({ type: "run.resumed", by: "me" }, 500);
    expect(run.state().clock).toEqual({ starts: 3, dueAt: START + 507 * MINUTE });
  });

  it("is not ended by a timer of an earlier start", () => {
    const run = timed({ call: { ...call, next: "done" } });
    run.send({ type: "run.paused", by: "me" }, 9);
    expect(run.send(timeout(1), 10)).toMatchObject({ applied: false, reason: "timer_not_set" });
    run.send({ type: "run.resumed", by: "me" }, 20);
    expect(run.send(timeout(1), 20)).toMatchObject({ applied: false, reason: "old_attempt" });
  });

  it("is taken over by a fork as it stood at the point of the history", () => {
    const run = timed({
      call: { ...call, next: "wait" },
      wait: { kind: "wait", signal: "go", next: "done" },
    });
    run.send({ type: "step.succeeded", key: "call#1", attempt: 1, output: 1 }, 4);
    const state = replay(run.definition, run.events);
    const since = START + 4 * MINUTE;
    const at = START + 9_000 * MINUTE;
    const forked = advance(run.definition, state, {
      type: "run.forked",
      at,
      from: "r1",
      seq: 2,
      since,
      by: 1,
    });
    expect(forked.state.clock).toEqual({ starts: 2, dueAt: at + 6 * MINUTE });
  });

  it("does not bound what is undone after the end", () => {
    const run = timed({
      call: { ...call, compensate: "undo", next: "wait" },
      undo: { ...call, next: "@join" },
      wait: { kind: "wait", signal: "go", next: "done" },
    });
    run.send({ type: "step.succeeded", key: "call#1", attempt: 1, output: 1 }, 1);
    const { state, effects } = run.send({ type: "run.cancelled", reason: "Enough", by: "me" }, 2);
    expect(state.clock).toBeUndefined();
    expect(effects[0]).toEqual({ type: "clearTimer", key: "@run", timer: "timeout" });
    expect(state.status).toBe("running");
  });
});
