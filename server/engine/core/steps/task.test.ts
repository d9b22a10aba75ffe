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
