import { describe, expect, it } from "vitest";
import { drive, START } from "../simulation/driver";

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
