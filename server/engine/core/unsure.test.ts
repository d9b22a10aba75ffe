import { describe, expect, it } from "vitest";
import { waitingFor } from "./describe";
import { type Driver, drive } from "./simulation/driver";

const call = { kind: "http", method: "POST", url: "https://example.com" };
const undo = { ...call, method: "DELETE", body: "${steps.?charge.?output.?id}", next: "@join" };
const charge = { ...call, compensate: "refund", next: "done" };

const cancel = { type: "run.cancelled" as const, reason: "Enough", by: "me" };
const succeeds = (key: string, output = { id: 7 }) => ({
  type: "step.succeeded" as const,
  key,
  attempt: 1,
  output,
});
const fails = (key: string, more: object = {}) => ({
  type: "step.failed" as const,
  key,
  attempt: 1,
  error: { message: "No", ...more },
});
const kinds = (run: Driver) => run.effects.map(({ type }) => type);
const request = (run: Driver) => run.effects.find(({ type }) => type === "executeStep");

describe("a call that is under way when its run is cancelled", () => {
  const cancelled = () => {
    const run = drive({ charge, refund: undo });
    run.send(cancel);
    return run;
  };

  it("is waited for before anything is undone", () => {
    const run = cancelled();
    expect(run.effects).toEqual([{ type: "abandonStep", key: "charge#1", attempt: 1, tell: true }]);
    expect(run.state).toMatchObject({ status: "running", ending: { status: "cancelled" }, active: {} });
    expect(waitingFor(run.state, run.definition)).toMatchObject([{ key: "charge#1", for: "execution" }]);
  });

  it("is undone with what it gave, when it has happened", () => {
    const run = cancelled();
    run.send(succeeds("charge#1"));
    expect(request(run)).toMatchObject({ request: { method: "DELETE", body: 7 } });
    run.send(succeeds("refund#1@@undo.1"));
    expect(run.state.status).toBe("cancelled");
  });

  it("is not undone, when it has not happened or was never begun", () => {
    const run = cancelled();
    run.send(fails("charge#1", { code: "not_begun", retryable: false }));
    expect(kinds(run)).toEqual(["finishRun"]);
    expect(run.state).toMatchObject({ status: "cancelled", bytes: run.state.bytes });
  });

  it("is undone without what it gave, when nobody knows", () => {
    const run = cancelled();
    run.send(fails("charge#1", { code: "worker_lost", unknown: true }));
    expect(request(run)).toMatchObject({ request: { method: "DELETE" } });
    expect(request(run)).not.toMatchObject({ request: { body: 7 } });
  });

  it("tells its outcome once, and no outcome of another attempt is taken", () => {
    const run = cancelled();
    expect(run.send({ ...succeeds("charge#1"), attempt: 2 }).applied).toBe(false);
    run.send(succeeds("charge#1"));
    expect(run.send(succeeds("charge#1")).applied).toBe(false);
  });

  it("is undone once the run is resumed, when it was paused meanwhile", () => {
    const run = cancelled();
    run.send({ type: "run.paused", by: "me" });
    run.send(succeeds("charge#1"));
    expect(run.effects).toEqual([]);
    run.send({ type: "run.resumed", by: "me" });
    expect(request(run)).toMatchObject({ request: { body: 7 } });
  });
});

describe("what may have happened", () => {
  it("is undone when the run fails after an attempt of which nobody knows", () => {
    const run = drive({ charge: { ...charge, retry: { attempts: 2 } }, refund: undo });
    run.send(fails("charge#1", { code: "timeout", unknown: true }));
    run.send({ type: "timer.fired", key: "charge#1", timer: "retry", attempt: 2 }, 60_000);
    run.send({ ...fails("charge#1", { retryable: false }), attempt: 2 }, 60_000);
    expect(request(run)).toMatchObject({ key: "refund#1@@undo.1" });
  });

  it("is undone though what it gave was too large to keep", () => {
    const run = drive({ charge, refund: undo });
    run.send(succeeds("charge#1", { id: "x".repeat(300_000) as unknown as number }));
    expect(run.state.ending).toMatchObject({ error: { code: "payload_too_large" } });
    expect(request(run)).toMatchObject({ key: "refund#1@@undo.1" });
  });

  it("is undone in a branch that a join went on without, when the run fails later", () => {
    const run = drive({
      race: { kind: "parallel", branches: { a: "charge", b: "other" }, join: "any", next: "last" },
      charge: { ...charge, next: "@join" },
      other: { ...call, next: "@join" },
      last: { ...call, next: "done" },
      refund: undo,
    });
    run.send(succeeds("other#1@race#1.b"));
    run.send(succeeds("charge#1@race#1.a"));
    expect(run.effects).toEqual([]);
    run.send(fails("last#1", { retryable: false }));
    expect(request(run)).toMatchObject({ key: "refund#1@@undo.1", request: { body: 7 } });
  });

  it("is a child that is cancelled: one that ended well before it heard of it is undone", () => {
    const steps = { child: { kind: "workflow", workflow: "w", compensate: "refund", next: "done" } };
    const finished = {
      type: "child.finished" as const,
      key: "child#1",
      attempt: 1,
      runId: "c",
      output: null,
    };
    for (const status of ["completed", "cancelled"] as const) {
      const run = drive({ ...steps, refund: { ...undo, body: "gone" } });
      run.send(cancel);
      expect(waitingFor(run.state, run.definition)).toMatchObject([{ for: "child" }]);
      run.send({ ...finished, status });
      expect(kinds(run)).toEqual([status === "completed" ? "executeStep" : "finishRun"]);
    }
  });
});
