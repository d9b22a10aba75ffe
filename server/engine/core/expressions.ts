/**
 * Templates: JSON whose strings may hold `${…}`. A string that is one whole expression keeps its type; otherwise the
 * results are written into the text. An expression whose optional value is absent (`${input.?name}`) leaves its key
 * out. What has no expression in it comes back as the same object, uncopied.
 */
import {
  type Compiled,
  celTimestamp,
  compile,
  EXPRESSION_UNITS,
  ExpressionSyntaxError,
  ExpressionTooCostly,
  run,
  unwrapOptional,
} from "./cel";
import { isList, isObject, type Json, type JsonObject, jsonText } from "./json";
import { MAX_VALUE_BYTES } from "./limits";
import { parseTemplate, UnclosedTemplate } from "./template";
import { isoFromMillis } from "./time";

/** What expressions see, and the units that are left for them in this event. */
export interface Scope {
  readonly input: Json;
  readonly steps: object;
  readonly vars: JsonObject;
  readonly run: object;
  readonly error: object | null;
  readonly now: unknown;
  readonly item: Json;
  readonly index: Json;
  readonly event: Json;
  /** The names that items have besides `item`, with a comma between them. */
  readonly names: string;
  units: number;
}

export type EvaluationCode =
  | "expression_failed"
  | "expression_too_costly"
  | "payload_too_large"
  | "invalid_value";

/** An expression, or what was made of it, that can't be used. Becomes the failure of its step. */
export class EvaluationError extends Error {
  override readonly name = "EvaluationError";
  constructor(
    message: string,
    readonly path: string,
    readonly expression: string | undefined,
    readonly code: EvaluationCode = "expression_failed",
  ) {
    super(
      expression === undefined ? `${path}: ${message}` : `${path}: ${message} in \${${expression.trim()}}`,
    );
  }
}

type TextTemplate = readonly ({ text: string } | Compiled)[];

/** Compiled texts, oldest out first. Definitions repeat themselves, so one cache serves them all. */
const texts = new Map<string, TextTemplate>();
const MAX_CACHED_TEXTS = 10_000;

/** Whether a list or object of a definition has an expression anywhere inside. */
const dynamic = new WeakMap<object, boolean>();

function textTemplate(text: string, names: string): TextTemplate {
  const key = names === "" ? text : `${names}\n${text}`;
  const known = texts.get(key);
  if (known) return known;
  const template = parseTemplate(text).map((part) =>
    "source" in part ? compileAt(part.source, part.at, names) : part,
  );
  if (texts.size >= MAX_CACHED_TEXTS) texts.delete(texts.keys().next().value ?? "");
  texts.set(key, template);
  return template;
}

function compileAt(source: string, at: number, names: string): Compiled {
  try {
    return compile(source, names);
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) throw new ExpressionSyntaxError(error.message, error.at + at);
    throw error;
  }
}

/** The text of a condition: CEL itself, or the same written as `${…}`. */
function conditionText(condition: string): string {
  return /^\s*\$\{[\s\S]*\}\s*$/.test(condition) ? condition.trim() : `\${${condition}}`;
}

/** True when the value, or anything in it, is written with `${…}`. */
export function hasExpression(value: unknown): boolean {
  if (typeof value === "string") return value.includes("${");
  if (typeof value !== "object" || value === null) return false;
  const known = dynamic.get(value);
  if (known !== undefined) return known;
  const found = Object.values(value).some(hasExpression);
  dynamic.set(value, found);
  return found;
}

/**
 * Replaces every expression in the value by its result; undefined when the value is one absent optional.
 * @throws EvaluationError
 */
export function resolve(value: Json | undefined, scope: Scope, path: string): Json | undefined {
  if (!hasExpression(value)) return value;
  if (typeof value === "string") return resolveText(value, scope, path);
  if (isList(value)) {
    const items = value.map((item, index) => resolve(item, scope, `${path}.${index}`));
    return items.filter((item) => item !== undefined);
  }
  if (!isObject(value)) return value;
  const resolved: Record<string, Json> = {};
  for (const key of Object.keys(value)) {
    const item = resolve(value[key], scope, `${path}.${key}`);
    if (item !== undefined) resolved[key] = item;
  }
  return resolved;
}

/** Evaluates a condition. @throws EvaluationError, also when the result is no boolean. */
export function holds(condition: string, scope: Scope, path: string): boolean {
  const result = resolveText(conditionText(condition), scope, path);
  if (typeof result === "boolean") return result;
  throw new EvaluationError(
    `gave ${JSON.stringify(result) ?? "nothing"}, not true or false,`,
    path,
    condition,
  );
}

function resolveText(text: string, scope: Scope, path: string): Json | undefined {
  let template: TextTemplate;
  try {
    template = textTemplate(text, scope.names);
  } catch (error) {
    throw new EvaluationError(error instanceof Error ? error.message : `${error}`, path, undefined);
  }
  const [first] = template;
  if (template.length === 1 && first && "source" in first) return evaluate(first, scope, path);
  let written = "";
  for (const part of template) {
    written += "source" in part ? asText(evaluate(part, scope, path)) : part.text;
    if (written.length > MAX_VALUE_BYTES) {
      throw new EvaluationError("the text is too large", path, undefined, "payload_too_large");
    }
  }
  return written;
}

function asText(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? jsonText(value) : `${value}`;
}

function evaluate(compiled: Compiled, scope: Scope, path: string): Json | undefined {
  try {
    const { value, spent } = run(compiled, scope, Math.min(EXPRESSION_UNITS, scope.units));
    scope.units -= spent;
    return toJson(value, 0);
  } catch (error) {
    if (error instanceof ExpressionTooCostly) {
      scope.units = Math.max(0, scope.units - EXPRESSION_UNITS);
      throw new EvaluationError(error.message, path, compiled.source, "expression_too_costly");
    }
    const { summary, message } = error as { summary?: string; message: string };
    throw new EvaluationError(summary ?? message, path, compiled.source);
  }
}

/** Brings a CEL value back to JSON. What is JSON already is shared, not copied. */
function toJson(raw: unknown, depth: number): Json | undefined {
  const value = unwrapOptional(raw);
  switch (typeof value) {
    case "undefined":
    case "string":
    case "boolean":
      return value;
    case "number":
      if (Number.isFinite(value)) return value;
      throw new Error(`The result ${value} is no JSON number`);
    case "bigint":
      if (Number.isSafeInteger(Number(value))) return Number(value);
      throw new Error(`The result ${value} is too large for a JSON number`);
    case "object":
      if (value === null) return null;
      if (depth > 64) throw new Error("The result is nested too deep");
      return Array.isArray(value) ? listToJson(value, depth) : objectToJson(value, depth);
    default:
      throw new Error(`The result is a ${typeof value}, which JSON does not know`);
  }
}

function listToJson(list: unknown[], depth: number): Json {
  let changed = false;
  const items: Json[] = [];
  for (const item of list) {
    const json = toJson(item, depth + 1);
    if (json !== item) changed = true;
    if (json !== undefined) items.push(json);
  }
  return changed ? items : (list as Json[]);
}

function objectToJson(object: object, depth: number): Json {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) return specialToJson(object, depth);
  let changed = false;
  const fields: Record<string, Json> = {};
  for (const [key, item] of Object.entries(object)) {
    const json = toJson(item, depth + 1);
    if (json !== item) changed = true;
    if (json !== undefined) fields[key] = json;
  }
  return changed ? fields : (object as JsonObject);
}

/** Timestamps are written in ISO 8601, durations as CEL writes them (`90s`), unsigned integers as numbers. */
function specialToJson(object: object, depth: number): Json {
  if (object instanceof Map) return objectToJson(Object.fromEntries(object), depth);
  const value: unknown = object.valueOf();
  if (typeof value === "bigint") return toJson(value, depth) ?? null;
  if ("toISOString" in object && typeof value === "number") return isoFromMillis(value);
  if ("nanos" in object) return `${object}`;
  throw new Error("The result is a value that JSON does not know");
}

/** The moment of an event, as expressions see it. */
export function nowOf(at: number): unknown {
  return celTimestamp(isoFromMillis(at));
}

/** Something wrong in a definition, and where: `steps.ask.title`. */
export interface Problem {
  path: string;
  message: string;
}

/** What the expressions of a step may name. */
export interface Known {
  step(id: string): boolean;
  /** The names that items have there, with a comma between them. */
  names: string;
}

/** Every expression in a value that can't be compiled, or that reads a step which does not exist. */
export function templateProblems(value: unknown, path: string, known: Known): Problem[] {
  if (typeof value === "string") return value.includes("${") ? textProblems(value, 0, path, known) : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => templateProblems(item, `${path}.${key}`, known));
}

/** The same for a condition, which is CEL without `${…}`. */
export function conditionProblems(text: string, path: string, known: Known): Problem[] {
  const template = conditionText(text);
  if (parseTemplateSafely(template).length > 1) {
    return [{ path, message: "A condition is one expression, written without the braces of a template" }];
  }
  return textProblems(template, template === text.trim() ? 0 : 2, path, known);
}

function parseTemplateSafely(text: string): ReturnType<typeof parseTemplate> {
  try {
    return parseTemplate(text);
  } catch {
    return [];
  }
}

function textProblems(text: string, shift: number, path: string, known: Known): Problem[] {
  let parts: ReturnType<typeof parseTemplate>;
  try {
    parts = parseTemplate(text);
  } catch (error) {
    if (error instanceof UnclosedTemplate) return [{ path, message: error.message }];
    throw error;
  }
  return parts.flatMap((part) => {
    if (!("source" in part)) return [];
    try {
      const compiled = compileAt(part.source, part.at, known.names);
      const unknown = compiled.stepIds.filter(({ id }) => !known.step(id));
      return unknown.map(({ id, at }) => ({
        path,
        message: `There is no step "${id}" (position ${at + part.at - shift})`,
      }));
    } catch (error) {
      if (!(error instanceof ExpressionSyntaxError)) throw error;
      return [{ path, message: `${error.message} (position ${error.at - shift})` }];
    }
  });
}
