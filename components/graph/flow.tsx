"use client";

import { useTranslations } from "next-intl";
import "@xyflow/react/dist/base.css";
import { MarkerType, type NodeChange, ReactFlow, ReactFlowProvider, useReactFlow } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import { type Direction, type Layout, layoutOf, STEP_HEIGHT, STEP_WIDTH } from "./layout";
import type { Graph } from "./model";
import { type StepProgress, timesTaken } from "./progress";
import { StepBox, type StepNode } from "./step-node";
import { type WayEdge, WayLine, wayColour } from "./way-line";

const nodeTypes = { step: StepBox };
const edgeTypes = { way: WayLine };

/** Below this a step's name can't be read, so the view begins at the step that matters instead of at all of them. */
const readable = 0.62;
const comfortable = 0.85;

export interface FlowProps {
  graph: Graph;
  /** How each step stands; null where no run is shown. */
  progress: Map<string, StepProgress> | null;
  /** The ways that the run took. */
  taken: Map<string, number>;
  selected: string | null;
  onSelect: (step: string) => void;
  direction: Direction;
  /** Called when the graph can't be laid out: the list says the same. */
  onFailed: () => void;
}

/** The graph, once it is laid out. */
export default function Flow(props: FlowProps) {
  const { graph, direction, onFailed } = props;
  const [layout, setLayout] = useState<Layout | null>(null);
  useEffect(() => {
    let current = true;
    layoutOf(graph, direction).then(
      (made) => current && setLayout(made),
      (error) => {
        console.error(error);
        if (current) onFailed();
      },
    );
    return () => {
      current = false;
    };
  }, [graph, direction, onFailed]);
  if (!layout || graph.steps.some(({ id }) => !layout.steps[id])) return null;
  return (
    <ReactFlowProvider>
      <Drawing {...props} layout={layout} />
    </ReactFlowProvider>
  );
}

function Drawing({ graph, progress, taken, selected, onSelect, layout }: FlowProps & { layout: Layout }) {
  const t = useTranslations("workflows");
  const nodes = useMemo(
    () =>
      graph.steps.map((step) => nodeOf(step, progress, layout, selected, ariaLabelOf(t, step.id, progress))),
    [graph, progress, layout, selected, t],
  );
  const edges = useMemo(
    () => graph.ways.map((way) => edgeOf(way, taken, progress === null, layout)),
    [graph, taken, progress, layout],
  );
  const change = (changes: NodeChange<StepNode>[]) => {
    for (const one of changes) if (one.type === "select" && one.selected) onSelect(one.id);
  };
  const box = useRef<HTMLDivElement>(null);
  const { begin, reveal } = useView(layout, box);
  useEffect(() => {
    if (selected) reveal(selected);
  }, [selected, reveal]);
  return (
    <ReactFlow<StepNode, WayEdge>
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      onNodesChange={change}
      ref={box}
      onInit={() => begin(focusOf(graph, progress, selected))}
      nodesDraggable={false}
      nodesConnectable={false}
      edgesFocusable={false}
      deleteKeyCode={null}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      minZoom={0.15}
      maxZoom={1.5}
      preventScrolling={false}
      zoomOnScroll={false}
      zoomOnDoubleClick={false}
      ariaLabelConfig={{
        "node.a11yDescription.default": t("graph.pressEnter"),
        "node.a11yDescription.keyboardDisabled": t("graph.pressEnter"),
      }}
      attributionPosition="bottom-left"
    >
      <Controls />
    </ReactFlow>
  );
}

/** Where the view begins, and how it goes to a step that is out of sight. */
function useView(layout: Layout, box: RefObject<HTMLDivElement | null>) {
  const { fitView, setViewport, getViewport } = useReactFlow();
  const begin = useCallback(
    (step: string) => {
      const size = box.current?.getBoundingClientRect() ?? { width: 0, height: 0 };
      const zoom = Math.min(size.width / layout.width, size.height / layout.height, 1);
      const place = layout.steps[step];
      if (zoom >= readable || !place) return void fitView({ padding: 0.06, maxZoom: 1 });
      void setViewport(centred(place, layout, size, comfortable));
    },
    [layout, box, fitView, setViewport],
  );
  const reveal = useCallback(
    (step: string) => {
      const place = layout.steps[step];
      const size = box.current?.getBoundingClientRect();
      if (!place || !size) return;
      const { x, y, zoom } = getViewport();
      const [left, top] = [place.x * zoom + x, place.y * zoom + y];
      const fits = left + STEP_WIDTH * zoom <= size.width && top + STEP_HEIGHT * zoom <= size.height;
      if (left >= 0 && top >= 0 && fits) return;
      void setViewport(centred(place, layout, size, zoom), { duration: 200 });
    },
    [layout, box, getViewport, setViewport],
  );
  return { begin, reveal };
}

/** A step in the middle, but nothing beyond the graph's edges while there is more of it to show. */
function centred(
  place: { x: number; y: number },
  layout: Layout,
  size: { width: number; height: number },
  zoom: number,
) {
  const along = (middle: number, length: number, room: number) => {
    const all = length * zoom;
    if (all <= room) return (room - all) / 2;
    return Math.min(0, Math.max(room - all, room / 2 - middle * zoom));
  };
  return {
    x: along(place.x + STEP_WIDTH / 2, layout.width, size.width),
    y: along(place.y + STEP_HEIGHT / 2, layout.height, size.height),
    zoom,
  };
}

/** The step that is looked at, or the one where something is going on, or the last one that was reached. */
function focusOf(graph: Graph, progress: FlowProps["progress"], selected: string | null): string {
  if (selected) return selected;
  const reached = graph.steps.filter(({ id }) => progress?.has(id));
  const open = reached.find(
    ({ id }) => !["done", "skipped", "failed", "closed"].includes(progress?.get(id)?.state ?? "done"),
  );
  return (open ?? reached.at(-1) ?? graph.steps[0])?.id ?? "";
}

function ariaLabelOf(
  t: ReturnType<typeof useTranslations<"workflows">>,
  step: string,
  progress: FlowProps["progress"],
): string {
  if (!progress) return t("graph.stepNamed", { step });
  return t("graph.stepStands", { step, state: t(`states.${progress.get(step)?.state ?? "untouched"}`) });
}

function nodeOf(
  step: Graph["steps"][number],
  progress: FlowProps["progress"],
  layout: Layout,
  selected: string | null,
  ariaLabel: string,
): StepNode {
  const own = progress?.get(step.id) ?? null;
  return {
    id: step.id,
    type: "step",
    position: layout.steps[step.id] ?? { x: 0, y: 0 },
    width: STEP_WIDTH,
    height: STEP_HEIGHT,
    selected: selected === step.id,
    ariaLabel,
    data: { step, progress: own, plain: progress === null },
  };
}

function edgeOf(
  way: Graph["ways"][number],
  taken: Map<string, number>,
  plain: boolean,
  layout: Layout,
): WayEdge {
  const times = timesTaken(way, taken);
  const isBad = way.kind === "failure" || way.kind === "late";
  return {
    id: way.id,
    type: "way",
    source: way.from,
    target: way.to,
    focusable: false,
    selectable: false,
    zIndex: times > 0 ? 1 : 0,
    markerEnd: { type: MarkerType.ArrowClosed, color: wayColour(times, plain, isBad), width: 14, height: 14 },
    data: {
      line: layout.ways[way.id] ?? { points: [], label: null },
      kind: way.kind,
      labels: way.labels,
      taken: times,
      plain,
    },
  };
}

function Controls() {
  const t = useTranslations("workflows");
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  const buttons = [
    { label: t("graph.zoomIn"), icon: Plus, act: () => zoomIn({ duration: 150 }) },
    { label: t("graph.zoomOut"), icon: Minus, act: () => zoomOut({ duration: 150 }) },
    {
      label: t("graph.fit"),
      icon: Maximize,
      act: () => fitView({ padding: 0.06, maxZoom: 1, duration: 200 }),
    },
  ];
  return (
    <div className="absolute right-2 bottom-2 z-10 flex gap-px rounded-md border bg-raised p-0.5 shadow-sm">
      {buttons.map(({ label, icon: Icon, act }) => (
        <Tooltip key={label} label={label}>
          <Button
            variant="ghost"
            size="icon"
            className="size-7"
            aria-label={label}
            onClick={() => void act()}
          >
            <Icon aria-hidden />
          </Button>
        </Tooltip>
      ))}
    </div>
  );
}
