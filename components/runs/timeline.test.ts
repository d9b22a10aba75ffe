import { describe, expect, test } from "vitest";
import type { RunSpan, RunTimeline, RunVisit } from "@/server/domain/runs/schema";
import { lengthText, type Tenths, tickText } from "./length-text";
import {
  barsOf,
  momentsOf,
  realScale,
  realTicks,
  squeezedScale,
  squeezedTicks,
  timelineAt,
} from "./timeline";

const tenths: Tenths = (value, digits) =>
  new Intl.NumberFormat("en", { minimumFractionDigits: digits }).format(value);

const start = Date.parse("2026-01-01T09:00:00.000Z");
const at = (ms: number) => new Date(start + ms).toISOString();

function span(what: RunSpan["what"], [from, fromSeq]: number[], to: number[] | null, attempt = 1): RunSpan {
  return {
    what,
    attempt,
    awaits: null,
    from: at(from ?? 0),
    fromSeq: fromSeq ?? 0,
    to: to && at(to[0] ?? 0),
    toSeq: to?.[1] ?? null,
    error: what === "execution" && attempt === 1 ? { message: "503", code: "http_status" } : null,
  };
}

/** A call that failed once and succeeded, and an end. */
const call: RunVisit = {
  key: "call#1",
  step: "call",
  kind: "http",
  visit: 1,
  from: null,
  onFailure: false,
  enteredAt: at(0),
  enteredSeq: 1,
  leftAt: at(1_000),
  leftSeq: 4,
  end: "done",
  taskId: null,
  spans: [
    span("queue", [0, 1], [100, 2]),
    span("execution", [100, 1], [300, 2]),
    span("backoff", [300, 2], [800, 3], 2),
    span("execution", [800, 3], [1_000, 4], 2),
  ],
};
const done: RunVisit = {
  ...call,
  key: "done#1",
  step: "done",
  kind: "end",
  from: "call#1",
  enteredAt: at(1_000),
  enteredSeq: 4,
  spans: [],
};
const timeline: RunTimeline = {
  runId: "r",
  lastSeq: 4,
  startedAt: at(0),
  endedAt: at(1_000),
  visits: [call, done],
  omitted: 0,
};

describe("the timeline at a point of the history", () => {
  test("has only what had begun, and leaves open what was not over", () => {
    const { visits } = timelineAt(timeline, 2, at(300));
    expect(visits.map(({ key, end }) => [key, end])).toEqual([["call#1", null]]);
    expect(visits[0]?.spans.map(({ what, to }) => [what, to])).toEqual([
      ["queue", at(100)],
      ["execution", at(300)],
      ["backoff", null],
    ]);
  });

  test("does not know yet how an attempt under way will fail", () => {
    const { visits } = timelineAt(timeline, 1, at(0));
    expect(visits[0]?.spans.map(({ what, to, error }) => [what, to, error])).toEqual([["queue", null, null]]);
    const later = timelineAt(timeline, 1, at(150)).visits[0]?.spans;
    expect(later?.map(({ what, to, error }) => [what, to, error])).toEqual([
      ["queue", at(100), null],
      ["execution", null, null],
    ]);
  });

  test("is the whole one at the last event", () => {
    expect(timelineAt(timeline, 4, at(1_000))).toBe(timeline);
  });
});

describe("bars", () => {
  test("stand where their time is, next to each other", () => {
    const bars = barsOf(call, realScale(start, start + 1_000), start + 1_000);
    expect(
      bars.map(({ left, width, ms }) => [left, width, ms].map((n) => Math.round(n * 100) / 100)),
    ).toEqual([
      [0, 0.1, 100],
      [0.1, 0.2, 200],
      [0.3, 0.5, 500],
      [0.8, 0.2, 200],
    ]);
  });

  test("of what goes on reach until now", () => {
    const open = { ...call, spans: [span("wait", [200, 1], null)] };
    const [bar] = barsOf(open, realScale(start, start + 1_000), start + 700);
    expect(bar).toMatchObject({ left: 0.2, width: expect.closeTo(0.5), ms: 500 });
  });
});

describe("a squeezed axis", () => {
  const day = 86_400_000;
  const moments = [start, start + 80, start + day, start + day + 400];
  const scale = squeezedScale(moments, start, start + day + 400);

  test("shows a call of 80 ms beside a day's wait", () => {
    expect(scale(start + 80)).toBeGreaterThan(0.03);
    expect(scale(start + day) - scale(start + 80)).toBeGreaterThan(0.5);
    expect(realScale(start, start + day)(start + 80)).toBeLessThan(0.00001);
  });

  test("keeps the order, and begins and ends where the run does", () => {
    const places = [...moments, start + 3_600_000].sort().map(scale);
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect([scale(start), scale(start + day + 400), scale(start - 5), scale(start + 9 * day)]).toEqual([
      0, 1, 0, 1,
    ]);
  });

  test("has its ticks where something happened, never so close that they touch", () => {
    const ticks = squeezedTicks(moments, start, start + day + 400, scale, 0.12);
    expect(ticks[0]).toEqual({ ms: 0, place: 0 });
    for (const [i, { place }] of ticks.slice(1).entries())
      expect(place - (ticks[i]?.place ?? 0)).toBeGreaterThanOrEqual(0.12);
  });
});

test("ticks are at round distances, whatever the length", () => {
  for (const length of [7, 900, 42_000, 3_700_000, 5 * 86_400_000, 3 * 365 * 86_400_000]) {
    const ticks = realTicks(start, start + length, 6);
    expect(ticks.length).toBeLessThanOrEqual(7);
    expect(ticks.at(-1)?.place).toBeLessThanOrEqual(1);
  }
  expect(realTicks(start, start + 90_000, 6).map(({ ms }) => tickText(ms, tenths))).toEqual([
    "0",
    "15 s",
    "30 s",
    "45 s",
    "1 min",
    "1 min 15 s",
  ]);
  expect(realTicks(start, start, 6)).toEqual([{ ms: 0, place: 0 }]);
});

test("every beginning and end is a moment", () => {
  expect(new Set(momentsOf([call, done]).map((moment) => moment - start))).toEqual(
    new Set([0, 100, 300, 800, 1_000]),
  );
});

test("a length is as exact as it is short", () => {
  const lengths = [0, 82.4, 1_449, 23_900, 125_000, 3_600_000, 11_400_000, 187_200_000];
  expect(lengths.map((ms) => lengthText(ms, tenths))).toEqual([
    "0 ms",
    "82 ms",
    "1.4 s",
    "23 s",
    "2 min 05 s",
    "1 h",
    "3 h 10 min",
    "2 d 04 h",
  ]);
});
