/**
 * What a step sees while it answers: the moment, its activation, and its values with every expression resolved.
 */
import { parseDuration } from "@/server/platform/duration";
import { EvaluationError, holds, nowOf, resolve, type Scope } from "./expressions";
import { isObject, type Json, type JsonObject, jsonSize, own } from "./json";
import { MAX_VALUE_BYTES } from "./limits";
import type { Activation, Scope as Branch, Failure, StepRecord } from "./state";
import { StepFailure } from "./step";
import type { Turn } from "./turn";

/** Lives as long as one event is handled. */
export class StepContext {
  readonly #turn: Turn;
  readonly activation: Activation;
  readonly #event: Json;
  #scope: Scope | undefined;

  /** @param event what a filter looks at, if there is one */
  constructor(turn: Turn, activation: Activation, event: Json = null) {
    this.#turn = turn;
    this.activation = activation;
    this.#event = event;
  }

  /** The moment of the event, in epoch milliseconds. */
  get at(): number {
    return this.#turn.at;
  }

  /** The value of a field with its expressions resolved. @throws EvaluationError */
  resolve(value: Json | undefined, field: string): Json | undefined {
    const path = this.#path(field);
    const resolved = resolve(value, this.#scopeOf(), path);
    if (resolved !== value) checkSize(resolved, path);
    return resolved;
  }

  /** The same for what must be text. Numbers and booleans are written out; undefined when absent or null. */
  text(value: string | undefined, field: string): string | undefined {
    const resolved = this.resolve(value, field);
    if (resolved === undefined || resolved === null) return undefined;
    if (typeof resolved === "object") {
      throw new EvaluationError(
        "should be text but is a list or an object",
        this.#path(field),
        undefined,
        "invalid_value",
      );
    }
    return `${resolved}`;
  }

  /** The same for text that must be there. */
  requiredText(value: string, field: string): string {
    const text = this.text(value, field);
    if (text !== undefined && text !== "") return text;
    throw new EvaluationError("is empty", this.#path(field), undefined, "invalid_value");
  }

  /** The same for an object. */
  object(value: Json | undefined, field: string): JsonObject {
    const resolved = this.resolve(value ?? {}, field) ?? {};
    if (isObject(resolved)) return resolved;
    throw new EvaluationError("should be an object", this.#path(field), undefined, "invalid_value");
  }

  /** A duration in milliseconds; undefined when absent. */
  duration(value: string | undefined, field: string): number | undefined {
    const text = this.text(value, field);
    if (text === undefined) return undefined;
    try {
      return parseDuration(text);
    } catch (error) {
      const message = error instanceof RangeError ? error.message : `${error}`;
      throw new EvaluationError(message, this.#path(field), undefined, "invalid_value");
    }
  }

  /** For how long an attempt of the step may execute, in milliseconds, by itself or by the definition's defaults. */
  timeout(step: { timeout?: string | undefined }): number | undefined {
    return this.duration(step.timeout ?? this.#turn.definition.defaults?.timeout, "timeout");
  }

  /** Whether a condition holds. @throws EvaluationError */
  holds(condition: string, field: string): boolean {
    return holds(condition, this.#scopeOf(), this.#path(field));
  }

  #path(field: string): string {
    return `steps.${this.activation.step}.${field}`;
  }

  #scopeOf(): Scope {
    this.#scope ??= scopeOf(this.#turn, this.activation, this.#event);
    return this.#scope;
  }
}

/** @throws StepFailure when the value takes more than a run may hold in one place. */
export function checkSize(value: Json | undefined, what: string): number {
  const size = jsonSize(value, MAX_VALUE_BYTES);
  if (size <= MAX_VALUE_BYTES) return size;
  throw new StepFailure("payload_too_large", `${what} takes more than ${MAX_VALUE_BYTES / 1024} KiB as JSON`);
}

/** The scopes around a place, innermost first; none on the trunk. */
export function scopesAround(scopes: { readonly [id: string]: Branch }, branch: string): Branch[] {
  const around: Branch[] = [];
  for (let scope = own(scopes, branch); scope; scope = own(scopes, scope.parent)) around.push(scope);
  return around;
}

function scopeOf(turn: Turn, { branch, error }: Activation, event: Json): Scope {
  const around = branch === "" ? [] : scopesAround(turn.draft.scopes, branch);
  const scope = new TurnScope(turn, around, error ?? null, event);
  const names = around.filter(({ as }) => as !== undefined);
  // From the outermost in, so that the inner of two items of one name is seen.
  for (const { as = "", item = null } of names.toReversed()) {
    Object.defineProperty(scope, as, { value: item, configurable: true });
  }
  return scope;
}

/** Reads the run as it stands. What costs something is made when an expression asks for it. */
class TurnScope implements Scope {
  readonly #turn: Turn;
  readonly #around: readonly Branch[];
  readonly error: Failure | null;
  readonly event: Json;

  constructor(turn: Turn, around: readonly Branch[], error: Failure | null, event: Json) {
    this.#turn = turn;
    this.#around = around;
    this.error = error;
    this.event = event;
  }

  get input(): Json {
    return this.#turn.draft.input;
  }

  get vars(): JsonObject {
    return this.#turn.draft.vars;
  }

  /** The records of the steps: a branch sees its own before those around it. */
  get steps(): object {
    // The expression may keep the object itself as its result, so the next change has to be made in a copy.
    this.#turn.ownsSteps = false;
    if (this.#around.length === 0) return this.#turn.draft.steps;
    const steps: { [id: string]: StepRecord } = { ...this.#turn.draft.steps };
    for (const scope of this.#around.toReversed()) Object.assign(steps, scope.steps);
    return steps;
  }

  get item(): Json {
    return this.#around.find(({ index }) => index !== undefined)?.item ?? null;
  }

  get index(): Json {
    return this.#around.find(({ index }) => index !== undefined)?.index ?? null;
  }

  get names(): string {
    if (this.#around.length === 0) return "";
    return namesOf(this.#around.flatMap(({ as }) => (as === undefined ? [] : [as])));
  }

  get run(): object {
    const { runId, workflow, startedAt } = this.#turn.draft;
    return { id: runId, workflow, startedAt: nowOf(startedAt) };
  }

  get now(): unknown {
    return nowOf(this.#turn.at);
  }

  get units(): number {
    return this.#turn.units;
  }

  set units(left: number) {
    this.#turn.units = left;
  }
}

/** The names of items as one text, the same for the same names. */
export function namesOf(names: readonly string[]): string {
  return [...new Set(names)].sort().join(",");
}
