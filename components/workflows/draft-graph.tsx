"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useGraph } from "@/components/graph/use-graph";
import { WorkflowGraph } from "@/components/graph/workflow-graph";
import type { Json } from "./draft-editor";

const nothing = new Map<string, number>();

/** How a definition looks while it is written. This is where a designer to draw with has its place. */
export function DraftGraph({ definition }: { definition: Json | null }) {
  const t = useTranslations("workflows.draft");
  const [step, setStep] = useState<string | null>(null);
  const graph = useGraph(definition && isDrawable(definition) ? definition : null);
  if (!graph) return <p className="text-ink-subtle text-sm">{t("notDrawable")}</p>;
  return (
    <WorkflowGraph
      as="graph"
      className="rounded-lg border md:h-104"
      graph={graph}
      progress={null}
      taken={nothing}
      selected={step}
      onSelect={setStep}
      direction="down"
    />
  );
}

function isDrawable({ steps }: Json): boolean {
  if (typeof steps !== "object" || steps === null || Array.isArray(steps)) return false;
  const all = Object.values(steps);
  return all.length > 0 && all.every((step) => typeof step === "object" && step !== null && "kind" in step);
}
