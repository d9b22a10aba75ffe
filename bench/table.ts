import type { Figures, Goal, Measure } from "./measure";

/** The middle of several rounds. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

type Rounds = Record<string, Figures[]>;

/** One measure as Markdown: a row a figure, a column a contender, Orkestra's ratio to each, and the goal. */
export function tableOf(measure: Measure, rounds: Rounds): string {
  const contenders = Object.keys(measure.contenders);
  const figures = [...new Set(Object.values(rounds).flatMap((all) => all.flatMap((f) => Object.keys(f))))];
  const peers = contenders.filter((name) => name !== "orkestra");
  const head = ["figure", ...contenders, ...peers.map((p) => `÷ ${p}`), "goal", "met"];
  const rows = figures.map((figure) => {
    const of = (name: string) => median((rounds[name] ?? []).flatMap((f) => (figure in f ? [f[figure] as number] : [])));
    const goal = measure.goals.find((g) => g.figure === figure);
    return [
      figure,
      ...contenders.map((name) => shown(of(name))),
      ...peers.map((peer) => shown(of("orkestra") / of(peer))),
      goal ? goalWords(measure, goals(measure, figure)) : "",
      goal ? (goals(measure, figure).every((g) => isMet(measure, g, of)) ? "yes" : "**no**") : "",
    ];
  });
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return [`### ${measure.title} (\`${measure.name}\`)`, "", ...lines, ""].join("\n");
}

const goals = (measure: Measure, figure: string) => measure.goals.filter((g) => g.figure === figure);
const isSmall = (measure: Measure, figure: string) => measure.smallerIsBetter?.includes(figure) ?? false;

function goalWords(measure: Measure, all: Goal[]): string {
  return all
    .map(({ figure, against, atLeast, atMost }) => {
      if (against) return `${isSmall(measure, figure) ? "≤" : "≥"} ${against.times} × ${against.contender}`;
      return atLeast !== undefined ? `≥ ${atLeast}` : `≤ ${atMost}`;
    })
    .join(", ");
}

function isMet(measure: Measure, goal: Goal, of: (contender: string) => number): boolean {
  const ours = of("orkestra");
  if (goal.atLeast !== undefined) return ours >= goal.atLeast;
  if (goal.atMost !== undefined) return ours <= goal.atMost;
  if (!goal.against) return true;
  const bar = goal.against.times * of(goal.against.contender);
  return isSmall(measure, goal.figure) ? ours <= bar : ours >= bar;
}

function shown(value: number): string {
  if (!Number.isFinite(value)) return "";
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}
