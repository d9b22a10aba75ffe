import { describe, expect, it } from "vitest";
import { drive, START } from "../simulation/driver";

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
