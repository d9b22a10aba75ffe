"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useNow } from "@/components/ui/clock";
import { cn } from "@/components/ui/cn";
import type { RunTimeline } from "@/server/domain/runs/schema";
import {
  momentsOf,
  realScale,
  realTicks,
  type Scale,
  squeezedScale,
  squeezedTicks,
  type Tick,
} from "./timeline";
import { useReading } from "./use-reading";
import { type Hint, WaterfallHint } from "./waterfall-hint";
import { WaterfallRow } from "./waterfall-row";

/** Room to the right of the last moment, so that the line of now does not stand on the edge. */
const margin = 1.03;

/**
 * What a run spent its time on: a row for each visit of a step, a bar for each stretch of it. `shown` is the timeline
 * up to the point that is looked at; the axis is that of the whole, so that nothing moves while one looks back.
 */
export function Waterfall({
  timeline,
  shown,
  until,
  squeeze,
  selected,
  onSelect,
}: {
  timeline: RunTimeline;
  shown: RunTimeline;
  /** Where the line stands (epoch ms) when the past is looked at; null is now. */
  until: number | null;
  squeeze: boolean;
  selected: string | null;
  onSelect: (key: string) => void;
}) {
  const t = useTranslations("runs");
  const [hint, setHint] = useState<Hint | null>(null);
  const start = Date.parse(timeline.startedAt);
  const ended = timeline.endedAt === null ? null : Date.parse(timeline.endedAt);
  // In whole seconds: the axis of what goes on moves with the clock, not with every render.
  const now = useNow((at) => (ended === null ? Math.ceil(at / 1000) * 1000 : 0));
  const last = ended ?? Math.max(now, start + 1000);
  const line = until ?? (ended === null ? last : null);
  const { scale, ticks } = useAxis(timeline, start, last, squeeze);
  return (
    <div className="relative" onPointerLeave={() => setHint(null)}>
      <div className="relative grid grid-cols-[minmax(7rem,13rem)_minmax(0,1fr)_5.75rem] max-sm:grid-cols-[minmax(0,1fr)_5.75rem]">
        <Axis ticks={ticks} />
        <ol aria-label={t("timeline.title")} className="col-span-full">
          {shown.visits.map((visit) => (
            <WaterfallRow
              key={visit.key}
              visit={visit}
              scale={scale}
              ticks={ticks}
              until={until ?? last}
              line={line}
              selected={selected === visit.key}
              onSelect={() => onSelect(visit.key)}
              onHint={setHint}
            />
          ))}
        </ol>
      </div>
      {shown.visits.length < timeline.visits.length && (
        // The rows of what came later keep their place.
        <div style={{ height: `${(timeline.visits.length - shown.visits.length) * 2}rem` }} aria-hidden />
      )}
      {hint && <WaterfallHint hint={hint} start={start} />}
    </div>
  );
}

function useAxis(timeline: RunTimeline, start: number, last: number, squeeze: boolean) {
  return useMemo((): { scale: Scale; ticks: Tick[] } => {
    const room = timeline.endedAt === null ? margin : 1;
    const end = start + (last - start) * room;
    if (!squeeze) return { scale: realScale(start, end), ticks: realTicks(start, end, 6) };
    const moments = momentsOf(timeline.visits);
    const squeezed = squeezedScale(moments, start, last);
    const scale: Scale = (at) => squeezed(at) / room;
    return { scale, ticks: squeezedTicks(moments, start, last, scale, 0.12) };
  }, [timeline, start, last, squeeze]);
}

function Axis({ ticks }: { ticks: Tick[] }) {
  const { tick } = useReading();
  const t = useTranslations("runs");
  return (
    <div
      aria-hidden
      className="col-span-full grid h-7 grid-cols-subgrid items-end border-b text-2xs text-ink-subtle"
    >
      <span className="px-4 pb-1 max-sm:hidden">{t("step")}</span>
      <div className="relative h-full overflow-hidden max-sm:ml-4">
        {ticks.map(({ ms, place }) => (
          <span
            key={ms}
            style={{ left: `${place * 100}%` }}
            className={cn("tabular absolute bottom-1 whitespace-nowrap pl-1")}
          >
            {tick(ms)}
          </span>
        ))}
      </div>
      <span className="px-4 pb-1 text-right">{t("timeline.took")}</span>
    </div>
  );
}
