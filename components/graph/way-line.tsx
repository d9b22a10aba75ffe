"use client";

import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import { type Layout, labelText } from "./layout";
import type { WayKind } from "./model";

export type WayEdge = Edge<
  { line: Layout["ways"][string]; kind: WayKind; labels: string[]; taken: number; plain: boolean },
  "way"
>;

const corner = 7;

/** One transition along the corners of its layout: stronger where the run went. */
export const WayLine = memo(function WayLine({ id, data, markerEnd }: EdgeProps<WayEdge>) {
  if (!data || data.line.points.length < 2) return null;
  const { line, kind, labels, taken, plain } = data;
  const isBad = kind === "failure" || kind === "late";
  return (
    <>
      <BaseEdge
        id={id}
        path={pathOf(line.points)}
        {...(markerEnd ? { markerEnd } : {})}
        style={{
          stroke: wayColour(taken, plain, isBad),
          strokeWidth: taken > 0 ? 2 : 1.25,
          strokeDasharray: isBad || kind === "undo" ? "4 3" : undefined,
        }}
      />
      {line.label && labels.length > 0 && (
        <EdgeLabelRenderer>
          <span
            title={labels.join("\n")}
            style={{
              transform: `translate(-50%, -50%) translate(${line.label.x}px, ${line.label.y}px)`,
            }}
            className={cn(
              "pointer-events-auto absolute max-w-56 truncate rounded-sm bg-surface px-1 font-mono text-2xs",
              taken > 0 ? "text-ink" : "text-ink-subtle",
            )}
          >
            {labelText(labels)}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
});

/** Where the run went is dark; the rest is there, but does not ask to be looked at. */
export function wayColour(taken: number, plain: boolean, isBad: boolean): string {
  if (taken > 0) return isBad ? "var(--danger-ink)" : "var(--ink-muted)";
  return plain ? "var(--control)" : "var(--line-strong)";
}

/** Straight lines with rounded corners. */
function pathOf(points: { x: number; y: number }[]): string {
  return points
    .map((point, i) => {
      const before = points[i - 1];
      const after = points[i + 1];
      if (!before) return `M${point.x},${point.y}`;
      if (!after) return `L${point.x},${point.y}`;
      const start = toward(point, before);
      const end = toward(point, after);
      return `L${start.x},${start.y}Q${point.x},${point.y} ${end.x},${end.y}`;
    })
    .join("");
}

function toward(from: { x: number; y: number }, to: { x: number; y: number }) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const part = length === 0 ? 0 : Math.min(corner, length / 2) / length;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}
