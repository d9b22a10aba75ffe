import { conditionProblems, EvaluationError, holds, nowOf } from "@/server/engine/core/expressions";
import type { JsonObject } from "@/server/engine/core/json";
import { UNITS_PER_EVENT } from "@/server/engine/core/limits";
import { log } from "@/server/platform/log";

/** The engine's expressions see a run's input; a rule's see the task's context under its own name. */
const bound = (condition: string) => `cel.bind(context, input.context, ${condition})`;

/** What is wrong with a rule's condition; null when it can be read. */
export function answerConditionProblem(condition: string): string | null {
  const [problem] = conditionProblems(bound(condition), "condition", { step: () => false, names: "" });
  // Positions count what was bound around the expression, which nobody wrote.
  return problem ? problem.message.replace(/ \(position \d+\)$/, "") : null;
}

/** Whether a rule's condition holds for a task's context. One that can't be told holds not: people are asked. */
export function answerConditionHolds(
  condition: string,
  context: Record<string, unknown>,
  now: Date,
): boolean {
  const nothing = {
    steps: {},
    vars: {},
    run: {},
    error: null,
    item: null,
    index: null,
    event: null,
    names: "",
  };
  const input = { context: context as JsonObject };
  try {
    const scope = { ...nothing, input, now: nowOf(now.getTime()), units: UNITS_PER_EVENT };
    return holds(bound(condition), scope, "condition");
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    log.debug({ condition, reason: error.message }, "an answer rule's condition could not be told");
    return false;
  }
}
