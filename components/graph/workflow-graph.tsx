"use client";

import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { cn } from "@/components/ui/cn";
import { later } from "@/components/ui/on-demand";
import type { FlowProps } from "./flow";
import { StepList } from "./step-list";

const Flow = later(() => import("./flow").then((module) => module.default));

/**
 * A workflow as a graph one can move about in, or as a list of the same steps: on a phone, for those who prefer it, and
 * where the graph can't be drawn. The box keeps its height while the graph is on its way.
 */
export function WorkflowGraph({
  as,
  className,
  ...props
}: Omit<FlowProps, "onFailed"> & { as: "graph" | "list"; className?: string }) {
  const t = useTranslations("workflows");
  const [failed, setFailed] = useState(false);
  const onFailed = useCallback(() => setFailed(true), []);
  const isList = as === "list" || failed;
  return (
    <>
      {!isList && (
        <section
          aria-label={t("graph.label")}
          className={cn("relative overflow-hidden bg-canvas max-md:hidden", className)}
        >
          <Flow {...props} onFailed={onFailed} />
        </section>
      )}
      <div className={cn("overflow-y-auto", isList ? className : "md:hidden")}>
        <StepList {...props} />
      </div>
    </>
  );
}
