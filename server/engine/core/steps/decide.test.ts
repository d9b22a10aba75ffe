import { describe, expect, it } from "vitest";
import { drive } from "../simulation/driver";

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
