import type { AnswerProposal } from "./schema";

/** What people have answered, as far as a rule could be made of it. */
export interface Answered {
  taskId: string;
  workflow: string;
  stepId: string;
  context: Record<string, unknown>;
  formData: Record<string, unknown>;
}

/** The same answer so often is a habit. */
const ENOUGH = 5;

/**
 * Finds answers that repeat: the same for one step, at least five times, and for all tasks whose context is alike in
 * what those have in common. Where somebody answered otherwise under the same circumstances, nothing is proposed.
 */
export function propose(answered: Answered[]): AnswerProposal[] {
  const steps = Map.groupBy(answered, ({ workflow, stepId }) => `${workflow} ${stepId}`);
  return [...steps.values()].flatMap(habitsOf).sort((a, b) => b.times - a.times);
}

/** Of one step: the widest habits, and none within another. */
function habitsOf(tasks: Answered[]): AnswerProposal[] {
  const answers = Map.groupBy(tasks, ({ formData }) => canonical(formData));
  const habits: { proposal: AnswerProposal; tasks: Set<Answered> }[] = [];
  for (const same of answers.values()) {
    for (const some of [same, ...byKey(same)].sort((a, b) => b.length - a.length)) {
      const made = proposal(some, tasks);
      const within = habits.some((known) => some.every((task) => known.tasks.has(task)));
      if (made && !within) habits.push({ proposal: made, tasks: new Set(some) });
    }
  }
  return habits.map((habit) => habit.proposal);
}

/** The tasks by each thing that their contexts may have in common. */
function byKey(tasks: Answered[]): Answered[][] {
  const keys = new Set(tasks.flatMap(({ context }) => Object.keys(context)));
  return [...keys].flatMap((key) => {
    const withKey = tasks.filter(({ context }) => isPlain(context[key]));
    return [...Map.groupBy(withKey, ({ context }) => context[key]).values()].filter(
      (some) => some.length >= ENOUGH,
    );
  });
}

function proposal(same: Answered[], all: Answered[]): AnswerProposal | null {
  const [first] = same;
  if (!first || same.length < ENOUGH) return null;
  const shared = Object.entries(first.context).filter(
    ([key, value]) => isPlain(value) && same.every(({ context }) => context[key] === value),
  );
  const isAlike = ({ context }: Answered) => shared.every(([key, value]) => context[key] === value);
  if (all.some((task) => isAlike(task) && !same.includes(task))) return null;
  return {
    workflow: first.workflow,
    stepId: first.stepId,
    condition: shared.map(condition).join(" && ") || "true",
    answer: first.formData as AnswerProposal["answer"],
    times: same.length,
    taskIds: same.map(({ taskId }) => taskId).slice(0, 20),
  };
}

/** Texts of more letters are what customers wrote, not what kind of case it is. */
const LONGEST_KEY = 80;

function isPlain(value: unknown): boolean {
  return (
    typeof value === "boolean" ||
    typeof value === "number" ||
    (typeof value === "string" && value.length <= LONGEST_KEY)
  );
}

function condition([key, value]: [string, unknown]): string {
  const place = /^[a-zA-Z_]\w*$/.test(key) ? `context.${key}` : `context[${JSON.stringify(key)}]`;
  return `${place} == ${JSON.stringify(value)}`;
}

function canonical(data: Record<string, unknown>): string {
  return JSON.stringify(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)));
}
