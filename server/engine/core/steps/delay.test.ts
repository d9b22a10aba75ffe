import { describe, expect, it } from "vitest";
import { drive, START } from "../simulation/driver";

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
