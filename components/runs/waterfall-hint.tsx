import { useTranslations } from "next-intl";
import { useHydrated } from "@/components/ui/clock";
import type { RunVisit } from "@/server/domain/runs/schema";
import { spanWords } from "./span-words";
import type { Bar } from "./timeline";
import { useReading } from "./use-reading";

/** What is pointed at, and where the words about it go (pixels within the waterfall). */
export interface Hint {
  visit: RunVisit;
  bar: Bar | null;
  x: number;
  y: number;
}

/** The times of a bar, below it. */
export function WaterfallHint({ hint: { visit, bar, x, y }, start }: { hint: Hint; start: number }) {
  const t = useTranslations("runs");
  const spans = useTranslations("runs.spans");
  const read = useReading();
  const hydrated = useHydrated();
  const from = bar ? bar.span.from : visit.enteredAt;
  const to = bar ? bar.span.to : visit.leftAt;
  return (
    <div
      role="tooltip"
      style={{ left: `clamp(5rem, ${x}px, calc(100% - 9rem))`, top: y + 2 }}
      className="pointer-events-none absolute z-20 w-max max-w-72 -translate-x-1/2 rounded-md border border-line bg-raised px-2.5 py-1.5 text-xs shadow-lg"
    >
      <p className="font-medium">
        {bar ? `${spanWords(spans, bar.span)} · ${read.length(bar.ms)}` : t("timeline.nothing")}
      </p>
      <p className="tabular text-ink-muted">
        {hydrated ? read.clock(from) : ""}{" "}
        {to ? t("timeline.to", { at: hydrated ? read.clock(to) : "" }) : t("timeline.untilNow")}
      </p>
      <p className="tabular text-ink-subtle">
        {t("afterStart", { length: read.length(Date.parse(from) - start) })}
        {bar && bar.span.attempt > 1 ? ` · ${t("timeline.attempt", { attempt: bar.span.attempt })}` : ""}
      </p>
      {bar?.span.error && <p className="mt-0.5 line-clamp-3 text-danger-ink">{bar.span.error.message}</p>}
    </div>
  );
}
