import { describe, expect, it } from "vitest";
import { checkDefinition } from "./definition";
import type { RunEvent } from "./events";
import type { Json } from "./json";
import { START } from "./simulation/driver";
import { traceOf } from "./trace";
import { visitData } from "./visit-data";

type Body = RunEvent extends infer Event ? (Event extends RunEvent ? Omit<Event, "at"> : never) : never;

/** A checked definition with a history: each event comes at its second. */
function history(steps: Record<string, object>, later: [second: number, event: Body][], input: Json = {}) {
  const checked = checkDefinition({
    title: "Test",
    start: Object.keys(steps)[0],
    steps: { done: { kind: "end", output: "over" }, sorry: { kind: "fail", error: "no" }, ...steps },
  });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  const started: RunEvent = { type: "run.started", at: START, runId: "r", workflow: "test", input };
  const events = [
    started,
    ...later.map(([second, event]) => ({ ...event, at: START + second * 1000 }) as RunEvent),
  ];
  return { definition: checked.definition, events, visits: traceOf(checked.definition, events) };
}

/** Spans in short: what, attempt, and the seconds they began and ended. */
const spans = (visit: ReturnType<typeof traceOf>[number] | undefined) =>
  visit?.spans.map(({ what, attempt, from, to }) => [
    what,
    attempt,
    (from.at - START) / 1000,
    to ? (to.at - START) / 1000 : null,
  ]);

const call = { kind: "http", method: "GET", url: "https://x.test", next: "done" };
const failed = (attempt: number, startedAt?: number): Body => ({
  type: "step.failed",
  key: "call#1",
  attempt,
  error: { message: "503", code: "http_status", retryable: true },
  ...(startedAt === undefined ? {} : { startedAt: START + startedAt * 1000 }),
});
const succeeded = (attempt: number, startedAt: number): Body => ({
  type: "step.succeeded",
  key: "call#1",
  attempt,
  output: { ok: true },
  startedAt: START + startedAt * 1000,
});

describe("a trace of a run", () => {
  it("splits each attempt into queue, execution and backoff", () => {
    const retry = { attempts: 2, delay: "2s", backoff: "fixed", jitter: false };
    const { visits } = history({ call: { ...call, retry } }, [
      [3, failed(1, 1)],
      [5, { type: "timer.fired", key: "call#1", timer: "retry", attempt: 2 }],
      [9, succeeded(2, 6)],
    ]);
    expect(spans(visits[0])).toEqual([
      ["queue", 1, 0, 1],
      ["execution", 1, 1, 3],
      ["backoff", 2, 3, 5],
      ["queue", 2, 5, 6],
      ["execution", 2, 6, 9],
    ]);
    expect(visits[0]?.spans[1]?.error).toEqual({ message: "503", code: "http_status" });
    expect(visits.map(({ key, end, from }) => [key, end, from])).toEqual([
      ["call#1", "done", undefined],
      ["done#1", "done", "call#1"],
    ]);
  });

  it("says for what a step waits, and leaves its last span open while it does", () => {
    const { visits } = history({ wait: { kind: "wait", signal: "go", next: "done" } }, []);
    expect(visits).toMatchObject([{ key: "wait#1", spans: [{ what: "wait", awaits: "signal" }] }]);
    expect(visits[0]?.left).toBeUndefined();
    expect(visits[0]?.spans[0]?.to).toBeUndefined();
  });

  it("has a visit for every round of a loop, with where each came from", () => {
    const { visits } = history(
      {
        count: { kind: "set", values: { n: "${has(vars.n) ? vars.n + 1 : 1}" }, next: "enough" },
        enough: { kind: "decide", rules: [{ when: "vars.n >= 3", next: "done" }], otherwise: "count" },
      },
      [],
    );
    expect(visits.map(({ key, from }) => [key, from])).toEqual([
      ["count#1", undefined],
      ["enough#1", "count#1"],
      ["count#2", "enough#1"],
      ["enough#2", "count#2"],
      ["count#3", "enough#2"],
      ["enough#3", "count#3"],
      ["done#1", "enough#3"],
    ]);
    expect(visits.every(({ end }) => end === "done")).toBe(true);
  });

  it("tells a way that was taken because of a failure", () => {
    const { visits } = history({ call: { ...call, onError: "sorry" } }, [[1, failed(1)]]);
    expect(visits).toMatchObject([
      { key: "call#1", end: "failed" },
      { key: "sorry#1", from: "call#1", onFailure: true, end: "failed" },
    ]);
    expect(spans(visits[0])).toEqual([["execution", 1, 0, 1]]);
  });

  it("closes what was still open when the run was cancelled", () => {
    const { visits } = history({ nap: { kind: "delay", for: "1h", next: "done" } }, [
      [4, { type: "run.cancelled", reason: "enough", by: null }],
    ]);
    expect(visits).toMatchObject([{ key: "nap#1", end: "closed", left: { seq: 2 } }]);
    expect(spans(visits[0])).toEqual([["wait", 1, 0, 4]]);
  });

  it("keeps a worker's wrong clock within the attempt", () => {
    const { visits } = history({ call: { ...call, onError: "sorry" } }, [[3, failed(1, 99)]]);
    expect(spans(visits[0])).toEqual([
      ["queue", 1, 0, 3],
      ["execution", 1, 3, 3],
    ]);
  });
});

describe("a trace of branches and decisions", () => {
  it("tells each branch apart, where it came from, and where the join led", () => {
    const { visits } = history(
      {
        split: { kind: "parallel", branches: { one: "a", two: "b" }, next: "done" },
        a: { kind: "wait", signal: "a", next: "@join" },
        b: { kind: "wait", signal: "b", next: "@join" },
      },
      [
        [1, { type: "signal.received", signalId: "1", name: "a", data: 1 }],
        [2, { type: "signal.received", signalId: "2", name: "b", data: 2 }],
      ],
    );
    expect(visits.map(({ step, from, end }) => [step, from, end])).toEqual([
      ["split", undefined, "done"],
      ["a", "split#1", "done"],
      ["b", "split#1", "done"],
      ["done", "split#1", "done"],
    ]);
    expect(spans(visits[0])).toEqual([["wait", 1, 0, 2]]);
  });

  it("shows how long a step was stuck, and that a person skipped it", () => {
    const { visits } = history({ call }, [
      [1, failed(1)],
      [5, { type: "run.skipped", key: "call#1", output: 7, by: null }],
    ]);
    expect(visits).toMatchObject([
      { key: "call#1", end: "skipped" },
      { key: "done#1", from: "call#1" },
    ]);
    expect(spans(visits[0])).toEqual([
      ["execution", 1, 0, 1],
      ["stuck", 1, 1, 5],
    ]);
  });

  it("goes from a step to what undoes it", () => {
    const { visits } = history(
      {
        book: { kind: "set", values: { booked: true }, next: "sorry", compensate: "undo" },
        undo: { kind: "set", values: { booked: false }, next: "@join" },
      },
      [],
    );
    expect(visits.map(({ step, from, end }) => [step, from, end])).toEqual([
      ["book", undefined, "done"],
      ["sorry", "book#1", "failed"],
      ["undo", "book#1", "done"],
    ]);
  });
});

describe("what went in and out of a visit", () => {
  it("is its resolved request and its own output, though a later visit has another", () => {
    const { definition, events, visits } = history(
      {
        call: { ...call, url: "https://x.test/${has(vars.n) ? vars.n : 0}", next: "count" },
        count: { kind: "set", values: { n: 1 }, next: "again" },
        again: { kind: "decide", rules: [{ when: "false", next: "done" }], otherwise: "call" },
      },
      [[1, succeeded(1, 0)]],
    );
    const of = (key: string) => {
      const visit = visits.find((one) => one.key === key);
      return visit && visitData(definition, events, visit);
    };
    expect(of("call#1")).toMatchObject({ request: { url: "https://x.test/0" }, output: { ok: true } });
    expect(of("call#2")).toMatchObject({ request: { url: "https://x.test/1" } });
    expect(of("call#2")?.output).toBeUndefined();
  });

  it("of an end is what the run gave", () => {
    const { definition, events, visits } = history({ go: { kind: "set", values: {}, next: "done" } }, []);
    const done = visits.at(-1);
    expect(done && visitData(definition, events, done)).toEqual({ output: "over" });
  });
});
