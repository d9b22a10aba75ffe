import { describe, expect, test } from "vitest";
import type { RunVisit } from "@/server/domain/runs/schema";
import { graphOf, type SayGraphWord } from "./model";
import { progressOf, takenWays, timesTaken } from "./progress";

const say: SayGraphWord = (word) => word;

const ways = (definition: Record<string, unknown>) =>
  graphOf(definition, say).ways.map(({ id, kind, labels }) => [id, kind, labels.join(" / ")]);

describe("the graph of a definition", () => {
  test("has a way for each transition, labelled with what it is taken for", () => {
    const steps = {
      check: { kind: "decide", rules: [{ when: "input.n > 1", next: "ask" }], otherwise: "done" },
      ask: { kind: "task", title: "Q", next: "done", onExpire: "late", onError: "late" },
      late: { kind: "fail", error: "x" },
      done: { kind: "end" },
    };
    expect(ways({ start: "check", steps })).toEqual([
      ["check>ask", "rule", "input.n > 1"],
      ["check>done", "rule", "otherwise"],
      ["ask>done", "next", ""],
      ["ask>late", "late", "unanswered / onError"],
    ]);
  });

  test("lists the steps as a run comes to them, and last those that none comes to", () => {
    const steps = {
      lonely: { kind: "end" },
      b: { kind: "end" },
      a: { kind: "set", values: { x: 1 }, next: "b" },
    };
    expect(graphOf({ start: "a", steps }, say).steps).toMatchObject([
      { id: "a", isStart: true, about: "x" },
      { id: "b" },
      { id: "lonely", isStart: false },
    ]);
  });

  test("leads the ends of branches to where their fork goes on", () => {
    const steps = {
      split: { kind: "parallel", branches: { one: "a", two: "b" }, next: "done" },
      a: { kind: "set", values: {}, next: "@join" },
      b: { kind: "set", values: {}, next: "c" },
      c: { kind: "decide", rules: [{ when: "true", next: "@join" }], otherwise: "done" },
      done: { kind: "end" },
    };
    expect(ways({ start: "split", steps })).toEqual([
      ["split>a", "branch", "one"],
      ["split>b", "branch", "two"],
      ["a>done", "next", ""],
      ["b>c", "next", ""],
      ["c>done", "rule", "true / otherwise"],
    ]);
  });

  test("is drawn of anything, even of what no definition is", () => {
    expect(graphOf({}, say)).toEqual({ steps: [], ways: [] });
    expect(graphOf({ start: "x", steps: { a: null, b: { next: "gone" } } }, say).ways).toEqual([]);
  });
});

const visit = (key: string, more: Partial<RunVisit> = {}): RunVisit => ({
  key,
  step: key.split("#")[0] ?? "",
  kind: "set",
  visit: 1,
  from: null,
  onFailure: false,
  enteredAt: "2026-01-01T00:00:00.000Z",
  enteredSeq: 1,
  leftAt: null,
  leftSeq: null,
  end: "done",
  spans: [],
  taskId: null,
  ...more,
});

describe("how far a run is", () => {
  test("is told by each step's last visit, and how often it was entered", () => {
    const progress = progressOf([visit("a#1"), visit("b#1"), visit("a#2", { end: "failed" })]);
    expect(progress.get("a")).toMatchObject({ state: "failed", visits: 2, last: "a#2" });
    expect(progress.get("c")).toBeUndefined();
  });

  test("is told by the branch that is still open, when others are over", () => {
    const span = {
      what: "wait",
      attempt: 1,
      awaits: "task",
      fromSeq: 1,
      toSeq: null,
      to: null,
      error: null,
    } as const;
    const open = visit("ask#1@f.1", { step: "ask", end: null, spans: [{ ...span, from: "2026-01-01" }] });
    const progress = progressOf([open, visit("ask#1@f.2", { step: "ask" })]);
    expect(progress.get("ask")).toMatchObject({ state: "waiting", visits: 2, last: "ask#1@f.1" });
  });

  test("shows the ways that were taken, loops and joins counted", () => {
    const taken = takenWays([
      visit("a#1"),
      visit("b#1", { from: "a#1" }),
      visit("a#2", { from: "b#1" }),
      visit("b#2", { from: "a#2" }),
      visit("c#1@f.x", { step: "c", from: "b#2" }),
    ]);
    expect(taken.get("a>b")).toBe(2);
    expect(taken.get("b>a")).toBe(1);
    const join = { id: "c>d", from: "c", to: "d", kind: "next" as const, labels: [], isJoin: true };
    expect(timesTaken(join, taken)).toBe(1);
  });
});
