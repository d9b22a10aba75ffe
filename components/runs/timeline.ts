/** The arithmetic of the timeline: what it shows at a point of the history, and where each bar goes. */
import type { RunSpan, RunTimeline, RunVisit } from "@/server/domain/runs/schema";

/** The timeline as it was after the event `seq`, which came at `at`. */
export function timelineAt(timeline: RunTimeline, seq: number, at: string): RunTimeline {
  if (seq >= timeline.lastSeq) return timeline;
  const visits = timeline.visits
    .filter(({ enteredSeq }) => enteredSeq <= seq)
    .map((visit) => cut(visit, seq, Date.parse(at)));
  return { ...timeline, visits, endedAt: at };
}

function cut(visit: RunVisit, seq: number, at: number): RunVisit {
  if (visit.leftSeq !== null && visit.leftSeq <= seq) return visit;
  const spans = visit.spans
    .filter(({ fromSeq, from }) => fromSeq <= seq && Date.parse(from) <= at)
    .map((span) => cutSpan(span, seq, at));
  return { ...visit, spans, leftAt: null, leftSeq: null, end: null };
}

/** No event says when a worker began an attempt, only when it was over: the queue ended by its time. */
function cutSpan(span: RunSpan, seq: number, at: number): RunSpan {
  if (span.to === null || span.toSeq === null || span.toSeq <= seq) return span;
  if (span.what === "queue" && Date.parse(span.to) < at) return span;
  return { ...span, to: null, toSeq: null, error: null };
}

/** Where a moment (epoch ms) is on the axis: 0 is its left end, 1 its right one. */
export type Scale = (at: number) => number;

/** Time as it passed. A run that took no time stands at the left end. */
export function realScale(from: number, to: number): Scale {
  const length = to - from;
  return (at) => (length <= 0 ? 0 : clamp((at - from) / length));
}

/** Below this a stretch of time keeps its length; above, ten times as long is one more step wide. */
const unit = 50;

/**
 * Time with its long stretches squeezed, so that a call of 80 ms can be seen beside a person's answer after a day. The
 * order stays, and so does which of two stretches is the longer; lengths can't be compared any more.
 */
export function squeezedScale(moments: number[], from: number, to: number): Scale {
  const edges = [
    ...new Set([from, ...moments.filter((at) => at > from && at < to), Math.max(to, from)]),
  ].sort((one, other) => one - other);
  const places: number[] = [0];
  for (let i = 1; i < edges.length; i++) {
    const length = (edges[i] as number) - (edges[i - 1] as number);
    places.push((places[i - 1] as number) + Math.log10(1 + length / unit));
  }
  const width = places.at(-1) || 1;
  return (at) => {
    if (at <= from) return 0;
    const next = edges.findIndex((edge) => edge >= at);
    if (next === -1) return 1;
    const [left, right] = [edges[next - 1] as number, edges[next] as number];
    const [low, high] = [places[next - 1] as number, places[next] as number];
    return clamp((low + ((at - left) / (right - left)) * (high - low)) / width);
  };
}

/** Every moment at which a bar begins or ends, in epoch ms. */
export function momentsOf(visits: RunVisit[]): number[] {
  return visits.flatMap(({ enteredAt, leftAt, spans }) => [
    Date.parse(enteredAt),
    ...(leftAt === null ? [] : [Date.parse(leftAt)]),
    ...spans.flatMap(({ from, to }) => [Date.parse(from), ...(to === null ? [] : [Date.parse(to)])]),
  ]);
}

export interface Bar {
  span: RunSpan;
  /** Parts of the axis. */
  left: number;
  width: number;
  ms: number;
}

/** The bars of one visit. What is not over goes on until `until`. */
export function barsOf({ spans }: RunVisit, scale: Scale, until: number): Bar[] {
  return spans.map((span) => {
    const from = Date.parse(span.from);
    const to = span.to === null ? Math.max(until, from) : Date.parse(span.to);
    const left = scale(from);
    return { span, left, width: Math.max(0, scale(to) - left), ms: to - from };
  });
}

export interface Tick {
  /** Since the run's start. */
  ms: number;
  place: number;
}

const steps = [1, 2, 5];
const round = [
  ...[1, 10, 100, 1000].flatMap((size) => steps.map((step) => step * size)),
  10_000,
  15_000,
  30_000,
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60_000),
  ...[1, 2, 3, 6, 12].map((hours) => hours * 3_600_000),
  ...[1, 2, 5, 7, 14, 30, 90, 365].map((days) => days * 86_400_000),
];

/** Round distances from the start, at most `most` of them. */
export function realTicks(from: number, to: number, most: number): Tick[] {
  const length = to - from;
  if (length <= 0) return [{ ms: 0, place: 0 }];
  const step = round.find((candidate) => length / candidate <= most) ?? length / most;
  const count = Math.floor(length / step);
  const ticks = Array.from({ length: count + 1 }, (_, i) => ({ ms: i * step, place: (i * step) / length }));
  // What would be written past the end is left out.
  return ticks.filter(({ place }) => place < 0.95);
}

/** On a squeezed axis the ticks stand where something happened, as far apart as `gap` (a part of the axis). */
export function squeezedTicks(
  moments: number[],
  from: number,
  to: number,
  scale: Scale,
  gap: number,
): Tick[] {
  const ticks: Tick[] = [];
  for (const at of [from, ...moments].sort((one, other) => one - other)) {
    const place = scale(at);
    if (at < from || at > to || place > 1 - gap / 2) continue;
    if (ticks.length === 0 || place - (ticks.at(-1) as Tick).place >= gap)
      ticks.push({ ms: at - from, place });
  }
  return ticks;
}

function clamp(part: number): number {
  return Math.min(1, Math.max(0, part));
}
