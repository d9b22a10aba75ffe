import { describe, expect, it } from "vitest";
import type { Effect } from "../effects";
import { drive, START } from "../simulation/driver";

const form = { fields: { answer: { type: "text", required: true } } };
const ask = { kind: "task", title: "Ask", form, assignTo: { team: "l1" }, next: "done" };
const ofType = <T extends Effect["type"]>(effects: readonly Effect[], type: T) =>
  effects.filter((effect): effect is Extract<Effect, { type: T }> => effect.type === type);

describe("task", () => {
  it("opens a task with everything resolved and durations in milliseconds", () => {
    const run = drive(
      {
        ask: {
          ...ask,
          title: "For ${input.name}",
          description: "${input.?more}",
          context: { question: "${input.question}", none: "${input.?none}" },
          priority: "${input.priority}",
          conversationId: "${input.?conversationId}",
          sla: {
            claimWithin: "${input.?sla.?claimWithin.orValue('10m')}",
            completeWithin: "${input.?sla.?completeWithin}",
            expireAfter: "P1D",
            escalate: [
              { on: "claimWithin", after: "5s", assignTo: { team: "l2" } },
              { on: "claimWithin", assignTo: { user: "${input.boss}" } },
            ],
          },
        },
      },
      { name: "Ann", question: { a: 1 }, priority: "high", boss: "b@x.test" },
    );
    expect(run.effects).toEqual([
      {
        type: "openTask",
        key: "ask#1",
        attempt: 1,
        spec: {
          title: "For Ann",
          form,
          context: { question: { a: 1 } },
          assignTo: { team: "l1" },
          priority: "high",
          sla: {
            claimWithin: 600_000,
            expireAfter: 86_400_000,
            escalate: [
              { on: "claimWithin", after: 5_000, assignTo: { team: "l2" } },
              { on: "claimWithin", assignTo: { user: "b@x.test" } },
            ],
          },
        },
      },
    ]);
    expect(run.state.status).toBe("waiting");
  });

  it("gives the form's data and who answered", () => {
    const run = drive({ ask: { ...ask, next: "end" }, end: { kind: "end", output: "${steps.ask.output}" } });
    const output = { answer: "yes", answeredBy: { type: "user", id: "u1", name: "Ann" } };
    expect(run.send({ type: "task.completed", key: "ask#1", output }).effects).toEqual([
      { type: "finishRun", status: "completed", output },
    ]);
    expect(run.send({ type: "task.completed", key: "ask#1", output })).toMatchObject({
      applied: false,
      reason: "run_ended",
    });
  });

  it("goes on at onExpire, or fails, when nobody answers", () => {
    const expire = { type: "task.expired", key: "ask#1" } as const;
    const branched = drive({ ask: { ...ask, onExpire: "broken" } });
    branched.send(expire);
    expect(branched.state.steps.broken?.visits).toBe(1);
    const plain = drive({ ask });
    plain.send(expire);
    expect(plain.state.error).toEqual({
      code: "task_expired",
      message: "Nobody answered the task in time",
      step: "ask",
    });
  });

  it("is closed when the run is cancelled, and fails when it is cancelled itself", () => {
    const run = drive({ ask });
    expect(run.send({ type: "run.cancelled", reason: "Enough", by: "u1" }).effects).toEqual([
      { type: "closeTask", key: "ask#1", reason: "run_cancelled" },
      { type: "finishRun", status: "cancelled", error: { code: "run_cancelled", message: "Enough" } },
    ]);
    const other = drive({ ask });
    expect(
      other.send({ type: "task.cancelled", key: "ask#1", reason: "Twice" }).effects.map(({ type }) => type),
    ).toEqual(["finishRun"]);
    expect(other.state.error?.code).toBe("task_cancelled");
  });

  it.each([
    [{ assignTo: { team: "${input.none}" } }, "expression_failed"],
    [{ assignTo: { team: "${''}" } }, "invalid_task"],
    [{ form: { fields: { a: { type: "select", options: "${[]}" } } } }, "invalid_task"],
    [{ sla: { claimWithin: "${'soon'}" } }, "invalid_task"],
    [{ title: "${''}" }, "invalid_value"],
    [{ context: { one: "${input.long}", two: "${input.long}" } }, "payload_too_large"],
  ])("fails, and opens nothing, with %j", (part, code) => {
    const run = drive({ ask: { ...ask, ...part } }, { long: "ä".repeat(70_000) });
    expect(run.state.error).toMatchObject({ code, step: "ask" });
    expect(ofType(run.effects, "openTask")).toEqual([]);
  });

  it("is tried again when it could not be opened", () => {
    const run = drive({ ask: { ...ask, retry: { attempts: 2, delay: "1m", jitter: false } } });
    run.send({ type: "step.failed", key: "ask#1", attempt: 1, error: { message: "No such team" } });
    expect(run.effects).toEqual([
      { type: "setTimer", key: "ask#1", timer: "retry", attempt: 2, dueAt: START + 60_000 },
    ]);
    run.send({ type: "timer.fired", key: "ask#1", timer: "retry", attempt: 2 }, 60_000);
    expect(run.effects).toMatchObject([{ type: "openTask", key: "ask#1", attempt: 2 }]);
  });
});

describe("message", () => {
  const reply = { kind: "message", role: "human", content: "Hello ${input.name}", next: "done" };

  it("is appended within the same transaction, to the conversation of the run unless it names another", () => {
    const run = drive({ reply }, { name: "Ann", conversationId: "c1" });
    expect(run.effects).toEqual([
      {
        type: "executeStep",
        key: "reply#1",
        attempt: 1,
        kind: "message",
        where: "here",
        request: { conversationId: "c1", role: "human", content: "Hello Ann", metadata: {} },
        idempotencyKey: "r1/reply/1",
      },
    ]);
    expect(drive({ reply: { ...reply, conversationId: "c2" } }, { name: "Ann" }).effects).toMatchObject([
      { request: { conversationId: "c2" } },
    ]);
  });

  it("goes on, saying so, when there is no conversation", () => {
    const run = drive({ reply }, { name: "Ann" });
    expect(run.state).toMatchObject({ status: "completed", steps: { reply: { output: { sent: false } } } });
  });

  it("fails without content", () => {
    expect(
      drive({ reply: { ...reply, content: "${input.name}" } }, { name: " ", conversationId: "c1" }).state
        .error?.code,
    ).toBe("invalid_message");
  });
});

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

describe("wait", () => {
  const wait = { kind: "wait", signal: "paid-${input.id}", next: "done" };
  const paid = (signalId: string, data: number) =>
    ({ type: "signal.received", signalId, name: "paid-7", data }) as const;

  it("takes the signal's data as its output, and each signal once", () => {
    const run = drive({ wait: { ...wait, next: "again" }, again: wait }, { id: 7 });
    expect(run.send({ ...paid("s1", 1), name: "other" }).applied).toBe(true);
    run.send(paid("s2", 2));
    expect(run.state.steps.wait?.output).toBe(2);
    expect(run.send(paid("s2", 2))).toMatchObject({ applied: false, reason: "signal_known" });
    run.send(paid("s3", 3));
    expect(run.state).toMatchObject({ status: "completed", steps: { again: { output: 3 } } });
  });

  it("takes signals that came before it in the order in which they came", () => {
    const run = drive(
      { pause: { kind: "delay", for: "1m", next: "wait" }, wait: { ...wait, next: "again" }, again: wait },
      { id: 7 },
    );
    for (const data of [1, 2, 3]) run.send(paid(`s${data}`, data));
    run.send({ type: "timer.fired", key: "pause#1", timer: "delay", attempt: 1 }, 60_000);
    expect(run.state).toMatchObject({
      status: "completed",
      steps: { wait: { output: 1 }, again: { output: 2 } },
      signals: [{ data: 3 }],
    });
  });

  it("goes on at onTimeout, or fails, when the signal does not come", () => {
    const run = drive(
      { wait: { ...wait, timeout: "${input.limit}", onTimeout: "broken" } },
      { id: 7, limit: "2m" },
    );
    expect(run.effects).toEqual([
      { type: "setTimer", key: "wait#1", timer: "timeout", attempt: 1, dueAt: START + 120_000 },
    ]);
    expect(run.send({ type: "timer.fired", key: "wait#1", timer: "other", attempt: 1 })).toMatchObject({
      reason: "timer_not_set",
    });
    run.send({ type: "timer.fired", key: "wait#1", timer: "timeout", attempt: 1 }, 120_000);
    expect(run.state.steps.broken?.visits).toBe(1);
    const plain = drive({ wait: { ...wait, timeout: "2m" } }, { id: 7 });
    plain.send({ type: "timer.fired", key: "wait#1", timer: "timeout", attempt: 1 }, 120_000);
    expect(plain.state.error?.code).toBe("wait_timeout");
  });

  it("clears its timer when the signal is first", () => {
    const run = drive(
      { wait: { ...wait, timeout: "2m", next: "pause" }, pause: { kind: "delay", for: "1m", next: "done" } },
      { id: 7 },
    );
    run.send(paid("s1", 1));
    expect(run.effects[0]).toEqual({ type: "clearTimer", key: "wait#1", timer: "timeout" });
    expect(run.send({ type: "timer.fired", key: "wait#1", timer: "timeout", attempt: 1 })).toMatchObject({
      applied: false,
      reason: "activation_over",
    });
  });

  it("never lets a sender break a run with what is too large", () => {
    const run = drive({ wait }, { id: 7 });
    const large = {
      type: "signal.received",
      signalId: "s1",
      name: "paid-7",
      data: "x".repeat(300_000),
    } as const;
    expect(run.send(large)).toMatchObject({ applied: false, reason: "signal_too_large" });
    for (let no = 0; no < 40; no++)
      run.send({ ...large, signalId: `k${no}`, name: "kept", data: "x".repeat(200_000) });
    expect(run.send({ ...large, signalId: "k99", name: "kept", data: "x".repeat(200_000) })).toMatchObject({
      reason: "signal_too_large",
    });
    expect(run.state.status).toBe("waiting");
  });
});

describe("delay", () => {
  it.each<[object, number]>([
    [{ for: "1h30m" }, 5_400_000],
    [{ for: "${input.long}" }, 7_000],
    [{ until: "2026-01-01T01:00:00+00:30" }, 1_800_000],
    [{ until: "${now + duration('90s')}" }, 90_000],
    [{ until: START + 5 }, 5],
  ])("%j is due after %i ms", (part, after) => {
    const run = drive({ pause: { kind: "delay", ...part, next: "done" } }, { long: "7s" });
    expect(run.effects).toEqual([
      { type: "setTimer", key: "pause#1", timer: "delay", attempt: 1, dueAt: START + after },
    ]);
    run.send({ type: "timer.fired", key: "pause#1", timer: "delay", attempt: 1 }, after);
    expect(run.state.status).toBe("completed");
  });

  it("does not wait for what is past, and fails on what is no moment", () => {
    expect(drive({ pause: { kind: "delay", until: "2025-01-01", next: "done" } }).state.status).toBe(
      "completed",
    );
    expect(drive({ pause: { kind: "delay", until: "${'soon'}", next: "done" } }).state.error?.code).toBe(
      "invalid_value",
    );
  });
});

describe("decide", () => {
  const decide = {
    kind: "decide",
    rules: [
      { when: "input.n > 10", next: "large" },
      { when: "${input.n > 1}", next: "small" },
    ],
    otherwise: "done",
  };
  const steps = { decide, large: { kind: "end", output: "large" }, small: { kind: "end", output: "small" } };

  it.each([
    [20, "large"],
    [5, "small"],
    [0, null],
  ])("takes the first rule that holds: %i", (n, output) => {
    expect(drive(steps, { n }).state.output).toBe(output);
  });

  it("fails when no rule holds, or a rule is no condition", () => {
    expect(
      drive({ ...steps, decide: { kind: "decide", rules: decide.rules } }, { n: 0 }).state.error?.code,
    ).toBe("no_rule_holds");
    expect(
      drive({ decide: { kind: "decide", rules: [{ when: "input.n", next: "done" }] } }, { n: 0 }).state.error
        ?.message,
    ).toMatch(/not true or false/);
  });
});

describe("set", () => {
  it("computes variables from those before, and keeps what is absent unset", () => {
    const steps = {
      first: { kind: "set", values: { a: 1, b: "${input.n + 1}", c: "${input.?none}" }, next: "second" },
      second: { kind: "set", values: { a: "${vars.a + 1}", d: "${vars.a}" }, next: "done" },
    };
    expect(drive(steps, { n: 1 }).state.vars).toEqual({ a: 2, b: 2, d: 1 });
  });

  it("fails with what is too large, alone or together", () => {
    const grow = { kind: "set", values: { all: "${vars.?all.orValue([]) + [input.long]}" }, next: "grow" };
    const run = drive({ grow: { ...grow, onError: "done" } }, { long: "x".repeat(100_000) });
    expect(run.state).toMatchObject({
      status: "completed",
      steps: { grow: { visits: 3, error: { code: "payload_too_large" } } },
    });
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, no) => [
        `s${no}`,
        { kind: "set", values: { [`v${no}`]: "${input.long}" }, next: no === 29 ? "done" : `s${no + 1}` },
      ]),
    );
    expect(drive(many, { long: "x".repeat(200_000) }).state.error?.message).toMatch(/more than 4 MiB/);
  });
});

describe("fail and end", () => {
  it("end the run with what they say", () => {
    expect(
      drive({ stop: { kind: "fail", error: "No ${input.what}", code: "no_luck" } }, { what: "luck" }).effects,
    ).toEqual([
      { type: "finishRun", status: "failed", error: { message: "No luck", code: "no_luck", step: "stop" } },
    ]);
    expect(drive({ stop: { kind: "end", output: { a: "${input.a}" } } }, { a: 1 }).state).toMatchObject({
      status: "completed",
      output: { a: 1 },
      endedAt: START,
    });
  });
});
