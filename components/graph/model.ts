/** A definition as it is drawn: its steps, and the ways between them with what each is taken for. */

export type WayKind = "next" | "rule" | "branch" | "late" | "failure" | "undo";

/** One transition. Transitions of one step to the same other are drawn as one, with all their labels. */
export interface Way {
  id: string;
  from: string;
  to: string;
  kind: WayKind;
  labels: string[];
  /** The end of a branch, drawn to where its fork goes on. */
  isJoin: boolean;
}

export interface Step {
  id: string;
  kind: string;
  /** What it is about, in a few words: a task's title, a call's address. */
  about: string | null;
  isStart: boolean;
}

export interface Graph {
  steps: Step[];
  ways: Way[];
}

/** What a way is taken for, or a step is about, where a definition has no words of its own for it. */
export type GraphWord =
  | "otherwise"
  | "each"
  | "unanswered"
  | "timedOut"
  | "onError"
  | "undo"
  | "task"
  | "then"
  | "untilMoment";

/** Says such a word in the reader's language. */
export type SayGraphWord = (word: GraphWord) => string;

type Json = Record<string, unknown>;
type Found = Pick<Way, "to" | "kind"> & { label: string | null };

const named: Record<string, { kind: WayKind; label: GraphWord | null }> = {
  next: { kind: "next", label: null },
  otherwise: { kind: "rule", label: "otherwise" },
  start: { kind: "branch", label: null },
  do: { kind: "branch", label: "each" },
  onExpire: { kind: "late", label: "unanswered" },
  onTimeout: { kind: "late", label: "timedOut" },
  onError: { kind: "failure", label: "onError" },
  compensate: { kind: "undo", label: "undo" },
};

/** What ends a branch of a fork, where a transition would name a step. */
const join = "@join";

/** Reads what is to be drawn out of a definition, in the order in which a run comes to it. */
export function graphOf(definition: Json, say: SayGraphWord): Graph {
  const steps = record(definition.steps);
  const ids = Object.keys(steps);
  const found = new Map(ids.map((id) => [id, waysFrom(record(steps[id]), say)]));
  const start = typeof definition.start === "string" ? definition.start : ids[0];
  const all = ids.flatMap((id) => (found.get(id) ?? []).flatMap((way) => resolved(id, way, found, steps)));
  const ways = all.filter((way) => !isFollowedByJoins(way, all, found));
  const order = inOrder(start, ids, ways);
  return {
    steps: order.map((id) => {
      const step = record(steps[id]);
      return { id, kind: String(step.kind ?? "unknown"), about: aboutOf(step, say), isStart: id === start };
    }),
    ways: merged(ways).sort((one, other) => order.indexOf(one.from) - order.indexOf(other.from)),
  };
}

/** Transitions of one step, wherever in it they are written. */
function waysFrom(step: Json, say: SayGraphWord): Found[] {
  return Object.entries(step).flatMap(([key, value]): Found[] => {
    const way = named[key];
    if (typeof value === "string") {
      return way ? [{ to: value, kind: way.kind, label: way.label && say(way.label) }] : [];
    }
    if (key === "rules" && Array.isArray(value)) {
      return value
        .map(record)
        .flatMap(({ when, next }) =>
          typeof next === "string" ? [{ to: next, kind: "rule", label: String(when) }] : [],
        );
    }
    if (key === "branches") return branches(value);
    if (Array.isArray(value)) return value.map(record).flatMap((other) => alternative(other, say));
    return [];
  });
}

function branches(value: unknown): Found[] {
  return Object.entries(record(value)).flatMap(([name, branch]): Found[] => {
    const { start, name: own } = record(branch);
    const to = typeof branch === "string" ? branch : start;
    const label = typeof own === "string" ? own : name;
    return typeof to === "string" ? [{ to, kind: "branch", label }] : [];
  });
}

/** One of several things that a step waits for, with where it leads. */
function alternative({ next, ...rest }: Json, say: SayGraphWord): Found[] {
  if (typeof next !== "string") return [];
  const what = ["signal", "event", "task", "time", "for", "until"].find((key) => rest[key] !== undefined);
  const name = what && rest[what];
  const label = typeof name === "string" ? name : say(what === "task" ? "task" : "then");
  return [{ to: next, kind: "rule", label }];
}

/** A branch's end leads to where its fork goes on. */
function resolved(from: string, way: Found, found: Map<string, Found[]>, steps: Json): Way[] {
  const { label, kind } = way;
  const make = (to: string, text: string | null, isJoin = false): Way => ({
    id: `${from}>${to}`,
    from,
    to,
    kind,
    labels: text === null ? [] : [text],
    isJoin,
  });
  if (way.to !== join) return Object.hasOwn(steps, way.to) ? [make(way.to, label)] : [];
  const fork = forkOf(from, found);
  const next = fork === null ? undefined : record(steps[fork]).next;
  return typeof next === "string" && Object.hasOwn(steps, next) ? [make(next, label, true)] : [];
}

/** A fork goes on where its branches end: its own way there would only be a second line. */
function isFollowedByJoins({ from, to, kind }: Way, all: Way[], found: Map<string, Found[]>): boolean {
  const forks = (found.get(from) ?? []).some((way) => way.kind === "branch");
  return kind === "next" && forks && all.some((way) => way.isJoin && way.to === to);
}

/** The innermost fork that has a step in one of its branches. */
function forkOf(step: string, found: Map<string, Found[]>): string | null {
  const seen = new Set([step]);
  const open = [step];
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    for (const [id, ways] of found) {
      if (ways.some(({ kind, to }) => kind === "branch" && to === at)) return id;
      if (seen.has(id) || !ways.some(({ to }) => to === at)) continue;
      seen.add(id);
      open.push(id);
    }
  }
  return null;
}

function inOrder(start: string | undefined, ids: string[], ways: Way[]): string[] {
  const order: string[] = [];
  const open = start === undefined ? [] : [start];
  const seen = new Set(open);
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    order.push(id);
    for (const { from, to } of ways) {
      if (from !== id || seen.has(to)) continue;
      seen.add(to);
      open.push(to);
    }
  }
  return [...order, ...ids.filter((id) => !seen.has(id))];
}

function merged(ways: Way[]): Way[] {
  const byId = new Map<string, Way>();
  for (const way of ways) {
    const before = byId.get(way.id);
    if (!before) byId.set(way.id, way);
    else byId.set(way.id, { ...before, labels: [...before.labels, ...way.labels] });
  }
  return [...byId.values()];
}

function aboutOf(step: Json, say: SayGraphWord): string | null {
  const { kind, title, url, method, signal, workflow, content, error, tool, channel } = step;
  if (kind === "http" && typeof url === "string")
    return `${String(method)} ${url.replace(/^https?:\/\//, "")}`;
  if (kind === "delay") return typeof step.for === "string" ? step.for : say("untilMoment");
  if (kind === "set") return Object.keys(record(step.values)).join(", ") || null;
  const said = [title, signal, workflow, tool, channel, error, content].find(
    (value) => typeof value === "string" && value !== "",
  );
  return typeof said === "string" ? said : null;
}

function record(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}
