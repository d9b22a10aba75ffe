import { describe, expect, it } from "vitest";
import { advance } from "./advance";
import { waitingFor } from "./describe";
import { drive, START } from "./simulation/driver";

const wait = { kind: "wait", signal: "go", next: "done" };

describe("advance", () => {
  it("stops a loop at its visits, with an error that says so", () => {
    const run = drive({
      loop: { kind: "decide", rules: [{ when: "false", next: "done" }], otherwise: "loop" },
    });
    expect(run.state.error).toEqual({
      code: "too_many_visits",
      message: 'Step "loop" was entered more than 1000 times',
      step: "loop",
    });
    expect(run.state.steps.loop?.visits).toBe(1_000);
  });

  it("stops a run that would hold its transaction for long", () => {
    const loop = {
      kind: "decide",
      rules: [{ when: "false", next: "done" }],
      otherwise: "loop",
      maxVisits: 100_000,
    };
    expect(drive({ loop }).state.error?.code).toBe("too_many_steps");
    const costly = { ...loop, rules: [{ when: "input.list.exists(x, x < 0)", next: "done" }] };
    const list = Array.from({ length: 20_000 }, (_, index) => index);
    expect(drive({ loop: costly }, { list }).state.error?.code).toBe("expression_too_costly");
  });

  it("makes a failure of an input that is too large", () => {
    const run = drive({ wait }, "x".repeat(300_000));
    expect(run.state).toMatchObject({ status: "failed", input: null, error: { code: "payload_too_large" } });
    expect(run.effects).toMatchObject([{ type: "finishRun", status: "failed" }]);
  });

  it("fails a step whose output is too large or nested without end", () => {
    const call = { kind: "http", method: "GET", url: "https://x.test", next: "done" };
    let deep: unknown = 1;
    for (let depth = 0; depth < 10_000; depth++) deep = [deep];
    for (const output of ["x".repeat(300_000), deep]) {
      const run = drive({ call });
      run.send({ type: "step.succeeded", key: "call#1", attempt: 1, output: output as string });
      expect(run.state).toMatchObject({
        status: "failed",
        error: { code: "payload_too_large", step: "call" },
      });
    }
  });

  it("recognises what comes late, twice or for nothing", () => {
    const run = drive({
      wait: { ...wait, next: "call" },
      call: { kind: "http", method: "GET", url: "https://x.test", next: "wait", onError: "done" },
    });
    const { state } = run;
    for (const [key, reason] of [
      ["nowhere#1", "unknown_activation"],
      ["wait#2", "unknown_activation"],
      ["wait#1", "not_awaited"],
      ["constructor#1", "unknown_activation"],
    ] as const) {
      const result = advance(run.definition, state, {
        type: "step.succeeded",
        at: START,
        key,
        attempt: 1,
        output: null,
      });
      expect(result).toEqual({ applied: false, reason, state, effects: [] });
      expect(result.state).toBe(state);
    }
    const started = { type: "run.started", at: START, runId: "r1", workflow: "test", input: {} } as const;
    expect(advance(run.definition, state, started)).toMatchObject({
      applied: false,
      reason: "already_started",
    });
    run.send({ type: "signal.received", signalId: "s1", name: "go", data: null });
    expect(run.send({ type: "task.expired", key: "wait#1" })).toMatchObject({
      applied: false,
      reason: "activation_over",
    });
  });

  it("throws at what can't be", () => {
    const { definition } = drive({ wait });
    expect(() => advance(definition, null, { type: "task.expired", at: 0, key: "a#1" })).toThrow(
      /never started/,
    );
  });

  it("shares with the state before what an event did not touch", () => {
    const run = drive(
      {
        first: { kind: "set", values: { a: { b: 1 } }, next: "wait" },
        wait: { ...wait, next: "again" },
        again: wait,
      },
      { x: 1 },
    );
    const before = run.state;
    run.send({ type: "signal.received", signalId: "s1", name: "go", data: { y: 1 } });
    expect(run.state.input).toBe(before.input);
    expect(run.state.vars).toBe(before.vars);
    expect(run.state.steps.first).toBe(before.steps.first);
  });
});

describe("waitingFor", () => {
  it("says what a run waits for, since when and until when", () => {
    const steps = {
      call: {
        kind: "http",
        method: "GET",
        url: "https://x.test",
        next: "wait",
        retry: { attempts: 2, jitter: false },
      },
      wait: { ...wait, timeout: "1h" },
    };
    const run = drive(steps);
    const waiting = () => waitingFor(run.state, run.definition);
    expect(waiting()).toMatchObject([{ key: "call#1", kind: "http", for: "execution", since: START }]);
    run.send({ type: "step.failed", key: "call#1", attempt: 1, error: { message: "no" } }, 5);
    expect(waiting()).toMatchObject([{ for: "retry", attempt: 2, since: START + 5, until: START + 1_005 }]);
    run.send({ type: "timer.fired", key: "call#1", timer: "retry", attempt: 2 }, 1_005);
    run.send({ type: "step.succeeded", key: "call#1", attempt: 2, output: null }, 2_000);
    expect(waiting()).toEqual([
      {
        key: "wait#1",
        step: "wait",
        kind: "wait",
        attempt: 1,
        for: "signal",
        signal: "go",
        since: START + 2_000,
        until: START + 3_602_000,
        reason: 'Step "wait" waits for the signal "go"',
      },
    ]);
    run.send({ type: "signal.received", signalId: "s1", name: "go", data: null }, 3_000);
    expect(waiting()).toEqual([]);
  });
});
