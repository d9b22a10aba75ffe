import ELK, { type ElkExtendedEdge, type ElkNode } from "elkjs/lib/elk-api";
import type { Graph } from "./model";

export const STEP_WIDTH = 196;
export const STEP_HEIGHT = 52;

export type Direction = "right" | "down";

interface Point {
  x: number;
  y: number;
}

/** Where everything is drawn, in pixels from the top left. */
export interface Layout {
  steps: Record<string, Point>;
  /** The corners of each way from its start to its end, and the middle of its label. */
  ways: Record<string, { points: Point[]; label: Point | null }>;
  width: number;
  height: number;
}

const options = {
  "elk.algorithm": "layered",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.cycleBreaking.strategy": "DEPTH_FIRST",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.feedbackEdges": "true",
  "elk.layered.spacing.nodeNodeBetweenLayers": "36",
  "elk.layered.spacing.edgeNodeBetweenLayers": "20",
  "elk.spacing.nodeNode": "24",
  "elk.spacing.edgeNode": "20",
  "elk.spacing.edgeLabel": "4",
  "elk.edgeLabels.inline": "true",
  "elk.padding": "[top=8,left=8,bottom=8,right=8]",
};

let elk: InstanceType<typeof ELK> | undefined;

/** The layouts that were made, since a run's graph is drawn again with each of its events. */
const made = new Map<string, Promise<Layout>>();

/** Lays a graph out, in a worker so that the page stays quick. @throws when the worker can't be started */
export function layoutOf(graph: Graph, direction: Direction): Promise<Layout> {
  const question = JSON.stringify([graph, direction]);
  const known = made.get(question);
  if (known) return known;
  const layout = arrange(graph, direction);
  made.set(question, layout);
  layout.catch(() => made.delete(question));
  return layout;
}

async function arrange(graph: Graph, direction: Direction): Promise<Layout> {
  elk ??= new ELK({ workerFactory: startWorker });
  const placed = await elk.layout({
    id: "graph",
    layoutOptions: { ...options, "elk.direction": direction === "right" ? "RIGHT" : "DOWN" },
    children: graph.steps.map(({ id }) => ({ id, width: STEP_WIDTH, height: STEP_HEIGHT })),
    edges: graph.ways.map(({ id, from, to, labels }) => ({
      id,
      sources: [from],
      targets: [to],
      labels: labels.length === 0 ? [] : [{ text: labelText(labels), ...labelSize(labelText(labels)) }],
    })),
  });
  return read(placed);
}

function startWorker(): Worker {
  return new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
}

function read({ children, edges, width, height }: ElkNode): Layout {
  return {
    steps: Object.fromEntries((children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }])),
    ways: Object.fromEntries((edges ?? []).map((edge) => [edge.id, readWay(edge)])),
    width: width ?? 0,
    height: height ?? 0,
  };
}

function readWay({ sections, labels }: ElkExtendedEdge): Layout["ways"][string] {
  const [section] = sections ?? [];
  const points = section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : [];
  const [label] = labels ?? [];
  const middle = label && {
    x: (label.x ?? 0) + (label.width ?? 0) / 2,
    y: (label.y ?? 0) + (label.height ?? 0) / 2,
  };
  return { points, label: middle ?? null };
}

const LONGEST = 34;

/** What a way is labelled with; all of it is in its title. */
export function labelText(labels: string[]): string {
  const text = labels.join(" / ");
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function labelSize(text: string) {
  return { width: text.length * 6.1 + 14, height: 18 };
}
