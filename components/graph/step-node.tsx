"use client";

import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import { STEP_HEIGHT, STEP_WIDTH } from "./layout";
import type { Step } from "./model";
import type { StepProgress, StepState } from "./progress";
import { useStepKind } from "./step-kinds";
import { StepStateIcon } from "./step-state";

export type StepNode = Node<{ step: Step; progress: StepProgress | null; plain: boolean }, "step">;

const frames: Record<StepState, string> = {
  untouched: "border-dashed border-line-strong bg-surface text-ink-subtle",
  queued: "border-accent bg-surface",
  running: "border-accent bg-accent-soft",
  waiting: "border-warn-ink/70 bg-warn-soft",
  retrying: "border-warn-ink/70 bg-warn-soft",
  stuck: "border-danger bg-danger-soft",
  done: "border-ok-ink/45 bg-surface",
  skipped: "border-line-strong bg-surface",
  failed: "border-danger/70 bg-danger-soft",
  closed: "border-line-strong bg-surface text-ink-muted",
};

/** One step: its kind, its name, what it is about, and how it stands. */
export const StepBox = memo(function StepBox({ data, selected }: NodeProps<StepNode>) {
  const t = useTranslations("workflows.graph");
  const { step, progress, plain } = data;
  const { icon: Icon, label } = useStepKind()(step.kind);
  const state = progress?.state ?? "untouched";
  return (
    <div
      style={{ width: STEP_WIDTH, height: STEP_HEIGHT }}
      title={step.about ? `${step.id}: ${step.about}` : step.id}
      className={cn(
        "flex items-center gap-2.5 rounded-lg border px-2.5 text-left transition-colors",
        plain ? "border-line-strong bg-surface" : frames[state],
        selected && "outline-2 outline-ring outline-offset-2",
      )}
    >
      <Icon className="size-4 shrink-0 text-ink-subtle" aria-hidden />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium text-sm leading-4.5">{step.id}</span>
        <span className="block truncate text-2xs text-ink-subtle">{step.about ?? label}</span>
      </span>
      {!plain && (
        <span className="flex flex-col items-end gap-0.5">
          <StepStateIcon state={state} />
          {progress && <Counts progress={progress} />}
        </span>
      )}
      {plain && step.isStart && <span className="text-2xs text-ink-subtle">{t("start")}</span>}
      <Handle type="target" position={Position.Left} isConnectable={false} className="invisible" />
      <Handle type="source" position={Position.Right} isConnectable={false} className="invisible" />
    </div>
  );
});

function Counts({ progress: { visits, attempts } }: { progress: StepProgress }) {
  const t = useTranslations("workflows.graph");
  if (visits > 1) {
    return (
      <span className="tabular text-2xs text-ink-muted" title={t("entered", { count: visits })}>
        ×{visits}
      </span>
    );
  }
  if (attempts === 1) return null;
  return (
    <span className="tabular text-2xs text-ink-muted" title={t("attempts", { count: attempts })}>
      {t("tries", { count: attempts })}
    </span>
  );
}
