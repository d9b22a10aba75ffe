"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CSSProperties, ReactNode } from "react";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { RunStatusPill } from "@/components/ui/status";
import { Tooltip } from "@/components/ui/tooltip";
import { eventWords } from "./event-words";
import { useReading } from "./use-reading";

/** Moves through the history: everything on the page is then as it was after that event. */
export function PositionBar({
  runId,
  lastSeq,
  startedAt,
  at,
  onLook,
  actions,
}: {
  runId: string;
  lastSeq: number;
  startedAt: string;
  at: number | null;
  /** Null goes back to now. */
  onLook: (seq: number | null) => void;
  /** What can be done at the point that is looked at. */
  actions?: ReactNode;
}) {
  const t = useTranslations("runs");
  const seq = at ?? lastSeq;
  const go = (next: number) => onLook(next >= lastSeq ? null : Math.max(1, next));
  return (
    <section
      aria-label={t("position.label")}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-canvas px-4 py-1.5 text-sm"
    >
      <div className="flex min-w-48 flex-1 items-center gap-1.5 sm:max-w-md">
        <Tooltip label={t("position.back")} keys="[">
          <Button
            variant="ghost"
            size="icon"
            className="size-7"
            aria-label={t("position.back")}
            disabled={seq <= 1}
            onClick={() => go(seq - 1)}
          >
            <ChevronLeft aria-hidden />
          </Button>
        </Tooltip>
        <input
          type="range"
          aria-label={t("position.event")}
          aria-valuetext={t("eventOf", { seq, last: lastSeq })}
          min={1}
          max={Math.max(lastSeq, 1)}
          value={seq}
          disabled={lastSeq < 2}
          onChange={(event) => go(event.target.valueAsNumber)}
          style={{ "--part": `${lastSeq < 2 ? 100 : ((seq - 1) / (lastSeq - 1)) * 100}%` } as CSSProperties}
          className="slider h-6 min-w-0 flex-1 rounded-sm"
        />
        <Tooltip label={t("position.on")} keys="]">
          <Button
            variant="ghost"
            size="icon"
            className="size-7"
            aria-label={t("position.on")}
            disabled={seq >= lastSeq}
            onClick={() => go(seq + 1)}
          >
            <ChevronRight aria-hidden />
          </Button>
        </Tooltip>
      </div>
      <p className="tabular min-w-0 truncate text-ink-muted text-xs" role="status">
        {t("eventOf", { seq, last: lastSeq })}
        {at === null ? ` · ${t("asItIsNow")}` : <PastWords runId={runId} seq={at} startedAt={startedAt} />}
      </p>
      {at !== null && (
        <span className="ml-auto flex gap-2">
          {actions}
          <Button size="sm" onClick={() => onLook(null)}>
            {t("position.now")}
          </Button>
        </span>
      )}
    </section>
  );
}

function PastWords({ runId, seq, startedAt }: { runId: string; seq: number; startedAt: string }) {
  const t = useTranslations("runs");
  const { length } = useReading();
  const events = useTranslations("runs.events");
  const { data } = trpc.run.at.useQuery({ runId, seq }, { placeholderData: (before) => before });
  if (!data) return null;
  const { what, where } = eventWords(events, data);
  return (
    <>
      {` · ${what}${where ? ` (${where})` : ""} · ${t("afterStart", { length: length(Date.parse(data.at) - Date.parse(startedAt)) })} `}
      <RunStatusPill status={data.status} />
    </>
  );
}
