"use client";

import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import type { FlowProps } from "./flow";
import type { Graph, Way } from "./model";
import { timesTaken } from "./progress";
import { useStepKind } from "./step-kinds";
import { StepStateIcon } from "./step-state";

type Props = Pick<FlowProps, "graph" | "progress" | "taken" | "selected" | "onSelect">;

/** The steps of a graph in the order in which a run comes to them, each with where it leads. */
export function StepList({ graph, progress, taken, selected, onSelect }: Props) {
  const t = useTranslations("workflows");
  return (
    <ol aria-label={t("graph.steps")} className="divide-y">
      {graph.steps.map((step) => (
        <StepRow
          key={step.id}
          step={step}
          ways={graph.ways.filter(({ from }) => from === step.id)}
          progress={progress}
          taken={taken}
          selected={selected === step.id}
          onSelect={() => onSelect(step.id)}
        />
      ))}
    </ol>
  );
}

function StepRow({
  step,
  ways,
  progress,
  taken,
  selected,
  onSelect,
}: Pick<Props, "progress" | "taken"> & {
  step: Graph["steps"][number];
  ways: Way[];
  selected: boolean;
  onSelect: () => void;
}) {
  const t = useTranslations("workflows");
  const { icon: Icon, label } = useStepKind()(step.kind);
  const own = progress?.get(step.id);
  return (
    <li>
      <button
        type="button"
        aria-current={selected || undefined}
        onClick={onSelect}
        className={cn(
          "focus-inset grid w-full grid-cols-[1rem_minmax(0,1fr)_auto] items-start gap-x-3 px-4 py-2.5 text-left text-sm hover:bg-hover",
          selected && "bg-hover",
          progress && !own && "text-ink-muted",
        )}
      >
        <Icon className="mt-0.5 size-4 text-ink-subtle" aria-hidden />
        <span className="min-w-0">
          <span className="font-medium">{step.id}</span>
          <span className="ml-2 text-ink-subtle text-xs">{label}</span>
          {step.about && <span className="block truncate text-ink-muted text-xs">{step.about}</span>}
          {ways.map((way) => (
            <span
              key={way.id}
              className={cn(
                "flex items-center gap-1.5 text-xs",
                timesTaken(way, taken) > 0 ? "text-ink" : "text-ink-subtle",
              )}
            >
              <ArrowRight className="size-3 shrink-0" aria-hidden />
              <span className="sr-only">{t("graph.leadsTo")}</span>
              <span className="truncate">
                {way.to}
                {way.labels.length > 0 && (
                  <span className="text-ink-subtle"> · {way.labels.join(" / ")}</span>
                )}
                {timesTaken(way, taken) > 0 && <span className="sr-only"> {t("graph.taken")}</span>}
              </span>
            </span>
          ))}
        </span>
        {progress && (
          <span className="flex items-center gap-2">
            {own && own.visits > 1 && <span className="tabular text-ink-subtle text-xs">×{own.visits}</span>}
            <StepStateIcon state={own?.state ?? "untouched"} words />
          </span>
        )}
      </button>
    </li>
  );
}
