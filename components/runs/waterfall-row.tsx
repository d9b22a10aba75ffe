"use client";

import { visitState } from "@/components/graph/progress";
import { useStepKind } from "@/components/graph/step-kinds";
import { StepStateIcon } from "@/components/graph/step-state";
import { cn } from "@/components/ui/cn";
import type { RunSpan, RunVisit } from "@/server/domain/runs/schema";
import { type Bar, barsOf, type Scale, type Tick } from "./timeline";
import { useReading } from "./use-reading";
import type { Hint } from "./waterfall-hint";

const looks: Record<RunSpan["what"], string> = {
  queue: "bg-line-strong",
  execution: "bg-accent",
  wait: "bg-ink-subtle/45",
  backoff: "bg-stripes text-warn-ink",
  stuck: "bg-stripes text-danger",
};

/** The colour of what a stretch of time was spent on. */
export function barLook({ what, awaits, error }: Pick<RunSpan, "what" | "awaits" | "error">): string {
  if (what === "execution" && error) return "bg-danger";
  if (what === "wait" && awaits === "task") return "bg-person";
  // What the branches do is in their own rows.
  if (what === "wait" && awaits === "branches") return "bg-ink-subtle/20";
  return looks[what];
}

/** One visit of a step. */
export function WaterfallRow({
  visit,
  scale,
  ticks,
  until,
  line,
  selected,
  onSelect,
  onHint,
}: {
  visit: RunVisit;
  scale: Scale;
  ticks: Tick[];
  until: number;
  line: number | null;
  selected: boolean;
  onSelect: () => void;
  onHint: (hint: Hint | null) => void;
}) {
  const { length } = useReading();
  const { icon: Icon } = useStepKind()(visit.kind);
  const bars = barsOf(visit, scale, until);
  const took = (visit.leftAt ? Date.parse(visit.leftAt) : until) - Date.parse(visit.enteredAt);
  const hint = (bar: Bar | null, element: Element) => onHint(hintOf(visit, bar, element));
  return (
    <li className="[contain-intrinsic-size:auto_2rem] [content-visibility:auto]">
      <button
        type="button"
        data-visit={visit.key}
        aria-current={selected || undefined}
        onClick={onSelect}
        onFocus={(event) =>
          event.currentTarget.matches(":focus-visible") && hint(bars.at(-1) ?? null, event.currentTarget)
        }
        onBlur={() => onHint(null)}
        className={cn(
          "focus-inset grid min-h-8 w-full grid-cols-[minmax(7rem,13rem)_minmax(0,1fr)_5.75rem] items-center text-left text-sm hover:bg-hover max-sm:grid-cols-[minmax(0,1fr)_5.75rem]",
          selected && "bg-accent-soft hover:bg-accent-soft",
        )}
      >
        <span className="flex min-w-0 items-center gap-2 px-4 max-sm:pt-1.5">
          <StepStateIcon state={visitState(visit)} />
          <Icon className="size-3.5 shrink-0 text-ink-subtle" aria-hidden />
          <span className="truncate">{visit.step}</span>
          {visit.visit > 1 && <span className="tabular text-ink-subtle text-xs">#{visit.visit}</span>}
        </span>
        <span className="relative block h-8 max-sm:order-3 max-sm:col-span-full max-sm:mx-4 max-sm:h-5">
          {ticks.map(({ ms, place }) => (
            <span
              key={ms}
              aria-hidden
              style={{ left: `${place * 100}%` }}
              className="absolute inset-y-0 w-px bg-line/70"
            />
          ))}
          {bars.length === 0 && (
            <Instant at={scale(Date.parse(visit.enteredAt))} failed={visit.end === "failed"} />
          )}
          {bars.map((bar) => (
            <BarMark key={`${bar.span.what} ${bar.span.attempt} ${bar.span.from}`} bar={bar} onHint={hint} />
          ))}
          {line !== null && (
            <span
              aria-hidden
              style={{ left: `${scale(line) * 100}%` }}
              className="absolute inset-y-0 z-1 w-px bg-danger"
            />
          )}
        </span>
        <span className="tabular whitespace-nowrap px-4 text-right text-ink-muted text-xs">
          {bars.length === 0 ? "–" : length(took)}
        </span>
      </button>
    </li>
  );
}

/** A bar is never thinner than can be seen, and stays on the axis. */
function BarMark({ bar, onHint }: { bar: Bar; onHint: (bar: Bar | null, element: Element) => void }) {
  return (
    <span
      style={{ left: `min(${bar.left * 100}%, calc(100% - 3px))`, width: `max(3px, ${bar.width * 100}%)` }}
      onPointerEnter={(event) => onHint(bar, event.currentTarget)}
      className={cn(
        "absolute inset-y-2 overflow-hidden rounded-[3px] max-sm:inset-y-1",
        bar.span.to === null && "rounded-r-none",
        barLook(bar.span),
      )}
    />
  );
}

/** A step that took no time: a mark where it was. */
function Instant({ at, failed }: { at: number; failed: boolean }) {
  return (
    <span
      aria-hidden
      style={{ left: `clamp(4px, ${at * 100}%, calc(100% - 4px))` }}
      className={cn(
        "absolute top-1/2 size-2 -translate-x-1/2 -translate-y-1/2 rotate-45 rounded-[1px]",
        failed ? "bg-danger" : "bg-ok-ink/70",
      )}
    />
  );
}

function hintOf(visit: RunVisit, bar: Bar | null, element: Element): Hint {
  const track = element.getBoundingClientRect();
  const frame = element.closest("[data-waterfall]")?.getBoundingClientRect();
  return {
    visit,
    bar,
    x: Math.max(track.left, frame?.left ?? 0) - (frame?.left ?? 0) + Math.min(track.width / 2, 160),
    y: track.bottom - (frame?.top ?? 0),
  };
}
