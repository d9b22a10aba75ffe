import type { TriggerKind } from "@/server/domain/triggers/schema";
import {
  conditionProblems,
  EvaluationError,
  holds,
  resolve,
  templateProblems,
} from "@/server/engine/core/expressions";
import { isList, isObject, type Json, type JsonObject } from "@/server/engine/core/json";
import { parseTemplate } from "@/server/engine/core/template";
import { type FieldError, invalid } from "@/server/platform/errors";
import { scopeOutside } from "./scope-outside";

/** What the expressions of a trigger see, by its kind. */
const NAMES: Record<TriggerKind, readonly string[]> = {
  webhook: ["body", "headers", "query"],
  schedule: ["schedule"],
  event: ["event"],
};

/** The engine's expressions see a run's input; each of a trigger's own names is bound to its part of it. */
function bound(kind: TriggerKind, source: string): string {
  return `${prefixOf(kind)}${source}${suffixOf(kind)}`;
}

const prefixOf = (kind: TriggerKind) =>
  NAMES[kind].map((name) => `cel.bind(${name}, input.${name}, `).join("");
const suffixOf = (kind: TriggerKind) => ")".repeat(NAMES[kind].length);

function boundTemplate(kind: TriggerKind, value: Json): Json {
  if (typeof value === "string") return boundText(kind, value);
  if (isList(value)) return value.map((item) => boundTemplate(kind, item));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, boundTemplate(kind, item)]));
}

function boundText(kind: TriggerKind, text: string): string {
  if (!text.includes("${")) return text;
  const parts = parseTemplate(text).map((part) =>
    "source" in part ? `\${${bound(kind, part.source)}}` : part.text.replaceAll("${", () => "$${"),
  );
  return parts.join("");
}

/** What is wrong with a trigger's template and condition, by field. */
export function triggerProblems(
  kind: TriggerKind,
  { input, condition }: { input?: JsonObject | null; condition?: string | undefined },
): FieldError[] {
  const noSteps = { step: () => false, names: "" };
  const problems = [
    ...templateFaults(() => templateProblems(boundTemplate(kind, input ?? {}), "input", noSteps)),
    ...(condition === undefined ? [] : conditionProblems(bound(kind, condition), "event.condition", noSteps)),
  ];
  // Positions count what was bound around the expression, which nobody wrote.
  return problems.map(({ path, message }) => ({ path, message: message.replace(/ \(position \d+\)$/, "") }));
}

function templateFaults(check: () => FieldError[]): FieldError[] {
  try {
    return check();
  } catch (error) {
    return [{ path: "input", message: error instanceof Error ? error.message : `${error}` }];
  }
}

/**
 * Makes a run's input of what reached a trigger. Without a template a body that is an object is the input itself, and
 * anything else stands under its name.
 * @throws Invalid (`mapping_failed`)
 */
export function triggerInput(
  kind: TriggerKind,
  template: JsonObject | null,
  given: JsonObject,
  now: Date,
): JsonObject {
  if (template === null) return plainInput(kind, given);
  const made = evaluating(kind, () =>
    resolve(boundTemplate(kind, template), scopeOutside(given, now), "input"),
  );
  return isObject(made) ? made : {};
}

function plainInput(kind: TriggerKind, given: JsonObject): JsonObject {
  if (kind !== "webhook") return given;
  return isObject(given.body) ? given.body : { body: given.body ?? null };
}

/** Whether a trigger's condition holds. @throws Invalid (`mapping_failed`) */
export function triggerHolds(kind: TriggerKind, condition: string, given: JsonObject, now: Date): boolean {
  return evaluating(kind, () => holds(bound(kind, condition), scopeOutside(given, now), "condition"));
}

function evaluating<T>(kind: TriggerKind, evaluate: () => T): T {
  try {
    return evaluate();
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    const message = error.message.replace(prefixOf(kind), "").replace(`${suffixOf(kind)}}`, "}");
    throw invalid(message, undefined, "mapping_failed");
  }
}
