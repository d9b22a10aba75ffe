"use client";

import { ChevronLeft, ChevronRight, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { visitState } from "@/components/graph/progress";
import { useStepKind } from "@/components/graph/step-kinds";
import { StepStateIcon } from "@/components/graph/step-state";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { JsonBlock } from "@/components/ui/json-value";
import { QueryError } from "@/components/ui/query-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ExactTime } from "@/components/ui/time";
import type { RunTimeline, RunView, RunVisit } from "@/server/domain/runs/schema";
import { Attempts } from "./attempts";
import { Duration } from "./duration";
import { Facts, JsonSection, PanelSection } from "./json-section";
import { HistoryEntries } from "./run-history";
import { WaitingFor } from "./waiting-for";

/** One visit of a step: how it stands, why it waits and for whom, what went in, what came out, each attempt. */
export function StepPanel({
  runId,
  shown,
  visit,
  definition,
  waiting,
  past,
  onSelect,
  actions,
}: {
  runId: string;
  shown: RunTimeline;
  visit: RunVisit;
  definition: unknown;
  waiting: RunView["waitingFor"];
  /** The moment that is looked at; null is now. */
  past: string | null;
  /** Shows another visit, or none. */
  onSelect: (key: string | null) => void;
  actions?: ReactNode;
}) {
  const t = useTranslations("runs");
  const { icon: Icon, label } = useStepKind()(visit.kind);
  return (
    <div className="flex flex-col gap-4 px-4 py-3.5">
      <header className="flex items-start gap-2.5">
        <Icon className="mt-1 size-4 shrink-0 text-ink-subtle" aria-hidden />
        <div className="min-w-0 flex-1">
          <h2 className="break-words font-semibold">{visit.step}</h2>
          <p className="flex flex-wrap items-center gap-x-2 text-ink-subtle text-xs">
            {label} · <StepStateIcon state={visitState(visit)} words />
          </p>
        </div>
        <Button
          variant="ghost"
          size="icon"
          className="size-7 max-[1099px]:hidden"
          aria-label={t("panel.close")}
          onClick={() => onSelect(null)}
        >
          <X aria-hidden />
        </Button>
      </header>
      <VisitPicker visit={visit} shown={shown} onSelect={onSelect} />
      <WaitingFor
        runId={runId}
        waiting={waiting.filter(({ key }) => key.split("!")[0] === visit.key)}
        past={past}
      />
      {actions}
      <Facts
        facts={[
          [t("facts.entered"), <ExactTime key="at" at={visit.enteredAt} />],
          [t("timeline.took"), <Took key="took" visit={visit} end={shown.endedAt} />],
          ...(visit.from
            ? ([
                [
                  visit.onFailure ? t("facts.cameByFailure") : t("facts.cameFrom"),
                  <VisitLink key="from" of={visit.from} onSelect={onSelect} />,
                ],
              ] as [string, ReactNode][])
            : []),
          ...nextOf(visit, shown).map((next): [string, ReactNode] => [
            t("facts.wentOn"),
            <VisitLink key={next} of={next} onSelect={onSelect} />,
          ]),
        ]}
      />
      <Attempts visit={visit} until={shown.endedAt} />
      <VisitData runId={runId} visit={visit} definition={definition} />
    </div>
  );
}

function Took({ visit, end }: { visit: RunVisit; end: string | null }) {
  const t = useTranslations("runs");
  if (visit.spans.length === 0) return t("noTime");
  return <Duration exact from={visit.enteredAt} to={visit.leftAt ?? end} />;
}

function nextOf(visit: RunVisit, shown: RunTimeline): string[] {
  return shown.visits.filter(({ from }) => from === visit.key).map(({ key }) => key);
}

function VisitLink({ of, onSelect }: { of: string; onSelect: (key: string) => void }) {
  return (
    <button type="button" className="text-accent-ink hover:underline" onClick={() => onSelect(of)}>
      {of.replace(/#1$/, "")}
    </button>
  );
}

/** Walks through the visits of a step that was entered more than once. */
function VisitPicker({
  visit,
  shown,
  onSelect,
}: {
  visit: RunVisit;
  shown: RunTimeline;
  onSelect: (key: string) => void;
}) {
  const t = useTranslations("runs");
  const visits = shown.visits.filter(({ step }) => step === visit.step);
  if (visits.length < 2) return null;
  const place = visits.findIndex(({ key }) => key === visit.key);
  const walk = (step: number) => {
    const to = visits[place + step];
    if (to) onSelect(to.key);
  };
  return (
    <nav aria-label={t("panel.visits")} className="flex items-center gap-1 text-sm">
      <Button
        variant="ghost"
        size="icon"
        className="size-7"
        aria-label={t("panel.previous")}
        disabled={place <= 0}
        onClick={() => walk(-1)}
      >
        <ChevronLeft aria-hidden />
      </Button>
      <span className="tabular">{t("visitOf", { number: place + 1, count: visits.length })}</span>
      <Button
        variant="ghost"
        size="icon"
        className="size-7"
        aria-label={t("panel.next")}
        disabled={place === visits.length - 1}
        onClick={() => walk(1)}
      >
        <ChevronRight aria-hidden />
      </Button>
    </nav>
  );
}

function VisitData({ runId, visit, definition }: { runId: string; visit: RunVisit; definition: unknown }) {
  const t = useTranslations("runs");
  const query = trpc.run.visit.useQuery({ runId, key: visit.key });
  if (query.isPending) return <SkeletonRows rows={3} label={t("panel.loading")} />;
  if (query.isError)
    return <QueryError error={query.error} what={t("panel.what")} onRetry={() => query.refetch()} />;
  const { request, output, events } = query.data;
  const isOver = visit.end !== null;
  return (
    <>
      {request !== null && <JsonSection title={t("panel.sent")} value={request} none={t("nothing")} />}
      <JsonSection
        title={t("output")}
        value={isOver ? output : null}
        none={isOver ? t("gaveNothing") : t("nothingYet")}
      />
      <PanelSection title={t("history.events")}>
        <div className="rounded-lg border">
          <HistoryEntries entries={events} dense />
        </div>
      </PanelSection>
      <details className="group">
        <summary className="w-fit rounded-sm font-medium text-ink-muted text-xs hover:text-ink">
          {t("panel.definition")}
        </summary>
        <div className="pt-1.5">
          <JsonBlock value={definition} />
        </div>
      </details>
    </>
  );
}
