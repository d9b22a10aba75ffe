import { conditionProblems, EvaluationError, holds } from "@/server/engine/core/expressions";
import type { JsonObject } from "@/server/engine/core/json";
import { log } from "@/server/platform/log";
import { scopeOutside } from "./scope-outside";

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
  const scope = scopeOutside({ context: context as JsonObject }, now);
  try {
    return holds(bound(condition), scope, "condition");
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    log.debug({ condition, reason: error.message }, "an answer rule's condition could not be told");
    return false;
  }
}
