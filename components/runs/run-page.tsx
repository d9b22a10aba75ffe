"use client";

import { GitFork, Network, Rows3 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { progressOf, takenWays } from "@/components/graph/progress";
import { useGraph } from "@/components/graph/use-graph";
import { WorkflowGraph } from "@/components/graph/workflow-graph";
import { useMay } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog } from "@/components/ui/dialog";
import { useNarrow } from "@/components/ui/narrow";
import { QueryError } from "@/components/ui/query-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ExactTime } from "@/components/ui/time";
import { Tooltip } from "@/components/ui/tooltip";
import type { RunTimeline, RunView } from "@/server/domain/runs/schema";
import { ForkRun } from "./fork-run";
import { useLook } from "./look";
import { PositionBar } from "./position-bar";
import { RunHeader } from "./run-header";
import { RunHistory } from "./run-history";
import { RunOverview } from "./run-overview";
import { StepPanel } from "./step-panel";
import { StuckActions } from "./stuck-actions";
import { timelineAt } from "./timeline";
import { TimelineSection } from "./timeline-section";
import { useRunKeys } from "./use-run-keys";
import { WaitingFor } from "./waiting-for";

/** One run: its graph, its timeline and its history on one page, and the step one looks at beside them. */
export function RunPage({ id }: { id: string }) {
  const t = useTranslations("runs");
  const run = trpc.run.get.useQuery({ runId: id });
  const timeline = trpc.run.timeline.useQuery({ runId: id });
  const error = run.error ?? timeline.error;
  if (run.data && timeline.data) return <OpenedRun run={run.data} timeline={timeline.data} />;
  if (error) {
    const retry = () => Promise.all([run.refetch(), timeline.refetch()]);
    return <QueryError error={error} page what={t("what")} onRetry={retry} />;
  }
  return <SkeletonRows label={t("loading")} />;
}

function OpenedRun({ run, timeline }: { run: RunView; timeline: RunTimeline }) {
  const t = useTranslations("runs");
  const { visit: selected, at: asked, look } = useLook();
  const at = asked !== null && asked < timeline.lastSeq ? asked : null;
  const past = trpc.run.at.useQuery(
    { runId: run.id, seq: at ?? 1 },
    { enabled: at !== null, placeholderData: (before) => before },
  );
  const then = at === null ? undefined : past.data;
  const shown = useMemo(
    () => (at === null || !then ? timeline : timelineAt(timeline, at, then.at)),
    [timeline, at, then],
  );
  const visit = shown.visits.find(({ key }) => key === selected);
  const select = useCallback((key: string | null) => look({ visit: key }), [look]);
  const move = useCallback((seq: number | null) => look({ at: seq }), [look]);
  useRunKeys({ visits: shown.visits, selected, select, at, lastSeq: timeline.lastSeq, move });
  const waiting = then?.waitingFor ?? run.waitingFor;
  const panel = visit ? (
    <Panel
      run={run}
      shown={shown}
      visit={visit}
      waiting={waiting}
      past={then?.at ?? null}
      onSelect={select}
    />
  ) : (
    <RunOverview run={run} past={then} />
  );
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <RunHeader run={run} />
      <PositionBar
        runId={run.id}
        lastSeq={timeline.lastSeq}
        startedAt={timeline.startedAt}
        at={at}
        onLook={move}
        actions={at !== null && <ForkButton run={run} seq={at} />}
      />
      <div className="min-[1100px]:grid min-[1100px]:min-h-0 min-[1100px]:flex-1 min-[1100px]:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="min-w-0 pb-6 min-[1100px]:overflow-y-auto">
          <Why run={run} waiting={waiting} past={then?.at ?? null} error={then ? then.error : run.error} />
          <GraphSection run={run} shown={shown} selected={visit?.step ?? null} onSelect={select} />
          <TimelineSection
            timeline={timeline}
            shown={shown}
            until={then ? Date.parse(then.at) : null}
            selected={selected}
            onSelect={select}
          />
          <RunHistory runId={run.id} startedAt={timeline.startedAt} at={at} onLook={move} />
        </div>
        <Aside isStep={visit !== undefined} onClose={() => select(null)} title={visit?.step ?? t("theRun")}>
          {panel}
        </Aside>
      </div>
    </div>
  );
}

function ForkButton({ run, seq }: { run: RunView; seq: number }) {
  const t = useTranslations("runs");
  const may = useMay("runs:write");
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="sm" disabledReason={may ? null : t("mayNotFork")} onClick={() => setAsking(true)}>
        <GitFork aria-hidden />
        {t("forkHere")}
      </Button>
      {asking && <ForkRun run={run} seq={seq} onClose={() => setAsking(false)} />}
    </>
  );
}

/** Why the run does not go on, or why it failed. */
function Why({
  run,
  waiting,
  past,
  error,
}: {
  run: RunView;
  waiting: RunView["waitingFor"];
  past: string | null;
  error: RunView["error"];
}) {
  const t = useTranslations("runs");
  if (!error && waiting.length === 0 && !run.heldFor) return null;
  return (
    <div className="flex flex-col gap-2 border-b px-4 py-3">
      {error && (
        <p className="break-words rounded-lg bg-danger-soft px-3 py-2 text-danger-ink text-sm">
          {error.message}
          {error.step && <span> · {t("stepNamed", { step: error.step })}</span>}
        </p>
      )}
      {run.heldFor && past === null && (
        <p className="rounded-lg bg-warn-soft px-3 py-2 text-sm">
          {t(`held.${run.heldFor}`)}
          {run.startAt && (
            <>
              {` · ${t("begins")} `}
              <ExactTime at={run.startAt} />
            </>
          )}
        </p>
      )}
      <WaitingFor runId={run.id} waiting={waiting} past={past} />
      {past === null &&
        waiting
          .filter((wait) => wait.for === "decision")
          .slice(0, 1)
          .map(({ key, step, ways }) => (
            <StuckActions key={key} run={run} visit={key} step={step} ways={ways} />
          ))}
    </div>
  );
}

function GraphSection({
  run,
  shown,
  selected,
  onSelect,
}: {
  run: RunView;
  shown: RunTimeline;
  selected: string | null;
  onSelect: (key: string | null) => void;
}) {
  const t = useTranslations("runs");
  const workflow = useDefinition(run);
  const [as, setAs] = useState<"graph" | "list">("graph");
  const graph = useGraph(workflow.data?.definition ?? null);
  const progress = useMemo(() => progressOf(shown.visits), [shown.visits]);
  const taken = useMemo(() => takenWays(shown.visits), [shown.visits]);
  const pick = (step: string) => onSelect(progress.get(step)?.last ?? null);
  const Other = as === "graph" ? Rows3 : Network;
  const label = as === "graph" ? t("asList") : t("asGraph");
  return (
    <div className="relative border-b md:h-80">
      {workflow.isError && (
        <QueryError error={workflow.error} what={t("theWorkflow")} onRetry={() => workflow.refetch()} />
      )}
      {graph && (
        <WorkflowGraph
          as={as}
          className="md:h-80"
          graph={graph}
          progress={progress}
          taken={taken}
          selected={selected}
          onSelect={pick}
          direction="right"
        />
      )}
      <span className="absolute top-2 right-2 z-10 rounded-md border bg-raised shadow-sm max-md:hidden">
        <Tooltip label={label}>
          <Button
            variant="ghost"
            size="icon"
            className="size-7"
            aria-label={label}
            onClick={() => setAs(as === "graph" ? "list" : "graph")}
          >
            <Other aria-hidden />
          </Button>
        </Tooltip>
      </span>
    </div>
  );
}

/** A version never changes: what was fetched once stays good. */
function useDefinition(run: RunView) {
  return trpc.workflow.get.useQuery(
    { name: run.workflow, version: run.version },
    { staleTime: Number.POSITIVE_INFINITY },
  );
}

function Panel({
  run,
  ...props
}: { run: RunView } & Omit<Parameters<typeof StepPanel>[0], "runId" | "definition" | "actions">) {
  const steps = useDefinition(run).data?.definition.steps;
  const definition = typeof steps === "object" && steps !== null && !Array.isArray(steps) ? steps : {};
  const stuck = run.waitingFor.find((wait) => wait.for === "decision" && wait.key === props.visit.key);
  const actions = stuck && !props.past && (
    <StuckActions run={run} visit={stuck.key} step={stuck.step} ways={stuck.ways} />
  );
  return <StepPanel runId={run.id} definition={definition[props.visit.step]} actions={actions} {...props} />;
}

/** Beside the page where there is room; otherwise below it, and a step over it. */
function Aside({
  isStep,
  title,
  onClose,
  children,
}: {
  isStep: boolean;
  title: string;
  onClose: () => void;
  children: React.ReactNode;
}) {
  const t = useTranslations("runs");
  const narrow = useNarrow();
  if (narrow && isStep) {
    return (
      <Dialog wide open onOpenChange={(open) => !open && onClose()} title={title}>
        <div className="-mx-5 [&_header>svg]:hidden [&_header_h2]:hidden">{children}</div>
      </Dialog>
    );
  }
  return (
    <aside
      aria-label={isStep ? t("stepNamed", { step: title }) : title}
      className={cn("border-l max-[1099px]:border-t max-[1099px]:border-l-0 min-[1100px]:overflow-y-auto")}
    >
      {children}
    </aside>
  );
}
