import { describe, expect, it } from "vitest";
import type { Effect } from "../effects";
import { drive, START } from "../simulation/driver";

const ofType = <T extends Effect["type"]>(effects: readonly Effect[], type: T) =>
  effects.filter((effect): effect is Extract<Effect, { type: T }> => effect.type === type);

describe("http", () => {
  const call = { kind: "http", method: "POST", url: "https://x.test/${input.id}", next: "done" };

  it("is a job with its request resolved and 15 seconds to answer", () => {
    const run = drive(
      {
        call: {
          ...call,
          headers: { "X-Id": "${input.id}", "X-None": "${input.?none}" },
          body: { n: "${input.n}" },
          expect: [201],
        },
      },
      { id: "a", n: 1 },
    );
    expect(run.effects).toEqual([
      {
        type: "executeStep",
        key: "call#1",
        attempt: 1,
        kind: "http",
        where: "job",
        request: {
          method: "POST",
          url: "https://x.test/a",
          headers: { "X-Id": "a" },
          body: { n: 1 },
          expect: [201],
        },
        idempotencyKey: "r1/call/1",
        timeoutMs: 15_000,
      },
    ]);
    expect(run.state.status).toBe("running");
    const output = { status: 201, headers: {}, body: { ok: true } };
    run.send({ type: "step.succeeded", key: "call#1", attempt: 1, output });
    expect(run.state).toMatchObject({ status: "completed", steps: { call: { output } } });
  });

  it("refuses what is no http URL", () => {
    expect(
      drive({ call: { ...call, url: "${input.url}" } }, { url: "file:///etc/passwd" }).state.error?.code,
    ).toBe("invalid_request");
  });

  it("repeats the same request at each attempt, with growing delays, then fails", () => {
    const run = drive(
      {
        call: {
          ...call,
          body: "${now}",
          retry: { attempts: 3, delay: "1s", maxDelay: "90s", jitter: false },
        },
      },
      { id: "a" },
    );
    const [first] = ofType(run.effects, "executeStep");
    const error = { message: "503", code: "http_503" };
    expect(run.send({ type: "step.failed", key: "call#1", attempt: 1, error }).effects).toMatchObject([
      { timer: "retry", attempt: 2, dueAt: START + 1_000 },
    ]);
    expect(run.send({ type: "step.failed", key: "call#1", attempt: 1, error })).toMatchObject({
      applied: false,
      reason: "old_attempt",
    });
    run.send({ type: "timer.fired", key: "call#1", timer: "retry", attempt: 2 }, 1_000);
    expect(ofType(run.effects, "executeStep")).toEqual([{ ...first, attempt: 2 }]);
    expect(run.send({ type: "step.failed", key: "call#1", attempt: 2, error }, 1_500).effects).toMatchObject([
      { attempt: 3, dueAt: START + 3_500 },
    ]);
    expect(run.send({ type: "step.succeeded", key: "call#1", attempt: 2, output: null })).toMatchObject({
      applied: false,
    });
    run.send({ type: "timer.fired", key: "call#1", timer: "retry", attempt: 3 }, 3_500);
    run.send({ type: "step.failed", key: "call#1", attempt: 3, error }, 4_000);
    expect(run.state).toMatchObject({
      status: "failed",
      error: { code: "http_503", message: "503", step: "call" },
    });
  });

  it("spreads retries by what the attempt is, never by chance", () => {
    const delays = Array.from({ length: 3 }, () => {
      const run = drive(
        { call: { ...call, retry: { attempts: 2, delay: "10s", backoff: "fixed" } } },
        { id: "a" },
      );
      run.send({ type: "step.failed", key: "call#1", attempt: 1, error: { message: "no" } });
      return (ofType(run.effects, "setTimer")[0]?.dueAt ?? 0) - START;
    });
    expect(new Set(delays).size).toBe(1);
    expect(delays[0]).toBeGreaterThanOrEqual(5_000);
    expect(delays[0]).toBeLessThanOrEqual(10_000);
  });

  it("is not tried again when that can't help, and goes on at onError with the error in scope", () => {
    const steps = {
      call: { ...call, retry: { attempts: 3 }, onError: "note" },
      note: { kind: "set", values: { why: "${error.code} at ${error.step}" }, next: "end" },
      end: { kind: "end", output: "${vars.why}: ${error.message}" },
    };
    const run = drive(steps, { id: "a" });
    run.send({
      type: "step.failed",
      key: "call#1",
      attempt: 1,
      error: { message: "Gone", code: "http_410", retryable: false },
    });
    expect(run.state).toMatchObject({ status: "completed", output: "http_410 at call: Gone" });
  });
});
