import { describe, expect, it } from "vitest";
import { waitingFor } from "./describe";
import { drive } from "./simulation/driver";

const stuck = { onFailure: "stuck" };
const skip = (key: string, next?: string) => ({
  type: "run.skipped" as const,
  key,
  output: { by: "hand" },
  by: "me",
  ...(next === undefined ? {} : { next }),
});
const undecided = {
  decide: {
    kind: "decide",
    rules: [
      { when: "input.nope", next: "yes" },
      { when: "input.nope > 2", next: "no" },
    ],
    otherwise: "no",
  },
  yes: { kind: "end", output: "yes" },
  no: { kind: "end", output: "no" },
};

describe("a stuck step that leads to several others", () => {
  it("names its ways, and is not skipped without one of them", () => {
    const run = drive(undecided, {}, stuck);
    expect(waitingFor(run.state, run.definition)).toMatchObject([{ for: "decision", ways: ["yes", "no"] }]);
    expect(run.send(skip("decide#1"))).toMatchObject({ applied: false, reason: "no_way_on" });
    expect(run.send(skip("decide#1", "decide"))).toMatchObject({ applied: false, reason: "no_such_way" });
    expect(run.send(skip("decide#1", "broken"))).toMatchObject({ applied: false, reason: "no_such_way" });
  });

  it("goes on where a person says", () => {
    const run = drive(undecided, {}, stuck);
    expect(run.send(skip("decide#1", "yes")).state).toMatchObject({ status: "completed", output: "yes" });
  });

  it("is a wait without a next of its own as well", () => {
    const steps = {
      wait: {
        kind: "wait",
        any: [
          { signal: "${input.nope}", next: "one" },
          { after: "1h", next: "two" },
        ],
      },
      one: { kind: "end", output: "one" },
      two: { kind: "end", output: "two" },
    };
    const run = drive(steps, {}, stuck);
    expect(run.state.status).toBe("stuck");
    expect(run.send(skip("wait#1", "two")).state).toMatchObject({ status: "completed", output: "two" });
  });
});

describe("skipping", () => {
  it("takes the step's own next where it has one, though it could lead elsewhere", () => {
    const task = { kind: "task", title: "${input.nope}", form: { fields: {} }, assignTo: { team: "a" } };
    const run = drive({ ask: { ...task, next: "done", onExpire: "late" }, late: { kind: "end" } }, {}, stuck);
    expect(run.send(skip("ask#1")).state).toMatchObject({
      status: "completed",
      steps: { ask: { output: { by: "hand" } } },
    });
  });

  it("takes the only way of a step that has but one", () => {
    const run = drive(
      { decide: { kind: "decide", rules: [{ when: "input.nope", next: "done" }] } },
      {},
      stuck,
    );
    expect(run.send(skip("decide#1")).state.status).toBe("completed");
  });

  it("ends the run with the output, where the step would have ended it", () => {
    const run = drive({ first: { kind: "end", output: "${input.nope}" } }, {}, stuck);
    expect(run.state.status).toBe("stuck");
    expect(run.send(skip("first#1")).state).toMatchObject({ status: "completed", output: { by: "hand" } });
  });
});
