"use client";

import { useTranslations } from "next-intl";
import { useNow } from "@/components/ui/clock";
import { cn } from "@/components/ui/cn";
import type { RunSpan, RunVisit } from "@/server/domain/runs/schema";
import { PanelSection } from "./json-section";
import { spanWords } from "./span-words";
import { useReading } from "./use-reading";
import { barLook } from "./waterfall-row";

/** What each attempt of a visit spent its time on, and how it failed. */
export function Attempts({ visit, until }: { visit: RunVisit; until: string | null }) {
  const t = useTranslations("runs");
  if (visit.spans.length === 0) return null;
  const attempts = Map.groupBy(visit.spans, ({ attempt }) => attempt);
  return (
    <PanelSection title={attempts.size === 1 ? t("time") : t("attempts", { count: attempts.size })}>
      <ol className="flex flex-col gap-2.5">
        {[...attempts].map(([attempt, spans]) => (
          <li key={attempt} className="text-sm">
            {attempts.size > 1 && (
              <p className="font-medium text-xs">
                {t("attempt")} {attempt}
              </p>
            )}
            <ul>
              {spans.map((span) => (
                <SpanLine key={`${span.what} ${span.from}`} span={span} until={until} />
              ))}
            </ul>
            {spans.map(
              ({ error, from }) =>
                error && (
                  <p
                    key={from}
                    className="mt-1 break-words rounded-md bg-danger-soft px-2.5 py-1.5 text-danger-ink text-xs"
                  >
                    {error.message} <code>{error.code}</code>
                  </p>
                ),
            )}
          </li>
        ))}
      </ol>
    </PanelSection>
  );
}

function SpanLine({ span, until }: { span: RunSpan; until: string | null }) {
  const end = span.to ?? until;
  const read = useReading();
  const length = useNow((now) =>
    read.length((end === null ? Math.ceil(now / 1000) * 1000 : Date.parse(end)) - Date.parse(span.from)),
  );
  return (
    <li className="flex items-center gap-2 py-0.5 text-ink-muted">
      <span aria-hidden className={cn("h-2 w-3 shrink-0 rounded-[2px]", barLook(span))} />
      <span className="min-w-0 flex-1 truncate">{spanWords(useTranslations("runs.spans"), span)}</span>
      <span className="tabular text-ink-subtle text-xs">{length}</span>
    </li>
  );
}
