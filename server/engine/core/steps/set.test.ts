import { describe, expect, it } from "vitest";
import { drive } from "../simulation/driver";

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
