/**
 * Definitions of workflows: data, checked in full before a run may start on them. What checkDefinition has accepted the
 * machine relies on: steps exist, expressions compile, durations are durations.
 */
import { z } from "zod";
import { conditionProblems, type Problem, templateProblems } from "./expressions";
import { plainIssues } from "./issues";
import { isObject, type Json, jsonSize, own } from "./json";
import { MAX_DEFINITION_BYTES, MAX_STEPS } from "./limits";
import { type CommonStep, StepId, type StepKind, type Target } from "./step";
import { stepKinds } from "./steps";
import { publishedShape } from "./templated";

const kinds = Object.values(stepKinds);

type Step = z.infer<(typeof stepKinds)[keyof typeof stepKinds]["schema"]>;

const head = {
  title: z.string().min(1).max(200),
  description: z.string().max(5_000).optional(),
  /** JSON Schema of a run's input. */
  input: z.looseObject({ type: z.literal("object").optional() }).optional(),
  start: StepId,
};

const DefinitionSchema = z.strictObject({
  ...head,
  steps: z.record(
    StepId,
    z.discriminatedUnion(
      "kind",
      kinds.map((kind): z.ZodObject => kind.schema) as [z.ZodObject, ...z.ZodObject[]],
    ),
  ),
});

/** Steps are read one by one, so that a wrong one does not hide what is wrong elsewhere. */
const Outline = z.strictObject({ ...head, steps: z.record(StepId, z.looseObject({ kind: z.string() })) });

/** A definition that was checked. */
export interface Definition {
  title: string;
  description?: string;
  input?: { [key: string]: unknown };
  start: string;
  steps: { [stepId: string]: Step };
}

export type CheckedDefinition =
  | { ok: true; definition: Definition; warnings: Problem[] }
  | { ok: false; problems: Problem[]; warnings: Problem[] };

/** The published JSON Schema of a definition. */
export function definitionJsonSchema(): object {
  return z.toJSONSchema(DefinitionSchema, {
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      const shape = publishedShape(zodSchema);
      if (shape) Object.assign(jsonSchema, shape);
    },
  });
}

/** The behaviour of a step's kind. @throws when the definition was never checked. */
export function kindOf(step: CommonStep): StepKind {
  const kind: StepKind | undefined = own(stepKinds, step.kind);
  if (!kind) throw new Error(`There is no step kind "${step.kind}"`);
  return kind;
}

/**
 * Checks a definition and lists every problem with its path, such as `steps.ask.next`. Warnings are oddities that do
 * not keep it from running. An accepted definition comes back as it was written: nothing is added to it.
 */
export function checkDefinition(json: unknown): CheckedDefinition {
  const size = jsonSize(json as Json, MAX_DEFINITION_BYTES);
  if (size > MAX_DEFINITION_BYTES) {
    const limit = `${MAX_DEFINITION_BYTES / 1024} KiB`;
    return {
      ok: false,
      problems: [{ path: "", message: `A definition has at most ${limit}, not nested past 64` }],
      warnings: [],
    };
  }
  const outline = Outline.safeParse(json);
  const problems = issueProblems(outline.error, "");
  const steps = isObject(json) && isObject(json.steps) ? json.steps : {};
  const ids = Object.keys(steps);
  if (ids.length === 0) problems.push({ path: "steps", message: "A definition has at least one step" });
  if (ids.length > MAX_STEPS)
    problems.push({ path: "steps", message: `A definition has at most ${MAX_STEPS} steps` });
  const warnings: Problem[] = [];
  const targets = new Map<string, Target[]>();
  for (const id of ids)
    targets.set(
      id,
      checkStep(id, steps[id], (other) => Object.hasOwn(steps, other), problems, warnings),
    );
  const start = isObject(json) && typeof json.start === "string" ? json.start : undefined;
  if (start !== undefined && !Object.hasOwn(steps, start)) {
    problems.push({ path: "start", message: `There is no step "${start}"` });
  }
  if (problems.length === 0 && start !== undefined) checkWays(start, steps, targets, problems, warnings);
  if (problems.length > 0) return { ok: false, problems: unique(problems), warnings };
  // Every step was read by its kind's schema, which says the same as the type.
  return { ok: true, definition: json as Definition, warnings };
}

/** Checks one step by itself and answers where it leads. */
function checkStep(
  id: string,
  step: unknown,
  exists: (id: string) => boolean,
  problems: Problem[],
  warnings: Problem[],
): Target[] {
  const path = `steps.${id}`;
  problems.push(...templateProblems(step, path, exists));
  if (!isObject(step) || typeof step.kind !== "string") return [];
  const kind: StepKind | undefined = own(stepKinds, step.kind);
  if (!kind) {
    problems.push({
      path: `${path}.kind`,
      message: `"${step.kind}" is none of ${Object.keys(stepKinds).join(", ")}`,
    });
    return looseTargets(step, path, exists, problems);
  }
  const parsed = kind.schema.safeParse(step);
  problems.push(...issueProblems(parsed.error, path));
  if (!parsed.success) return looseTargets(step, path, exists, problems);
  const checked = step as unknown as CommonStep;
  for (const { path: at, text } of kind.conditions?.(checked) ?? []) {
    problems.push(...conditionProblems(text, `${path}.${at}`, exists));
  }
  for (const { path: at, message } of kind.warnings?.(checked) ?? [])
    warnings.push({ path: `${path}.${at}`, message });
  const targets = kind.targets(checked);
  if (checked.onError !== undefined) targets.push({ path: "onError", to: checked.onError });
  return existing(targets, path, exists, problems);
}

/** The transitions of a step that can't be read in full, by the keys that most kinds have. */
function looseTargets(
  step: object,
  path: string,
  exists: (id: string) => boolean,
  problems: Problem[],
): Target[] {
  const found = Object.entries(step).flatMap(([key, to]) =>
    ["next", "otherwise", "onError", "onExpire", "onTimeout"].includes(key) && typeof to === "string"
      ? [{ path: key, to }]
      : [],
  );
  return existing(found, path, exists, problems);
}

function existing(
  targets: Target[],
  path: string,
  exists: (id: string) => boolean,
  problems: Problem[],
): Target[] {
  for (const { path: at, to } of targets) {
    if (!exists(to)) problems.push({ path: `${path}.${at}`, message: `There is no step "${to}"` });
  }
  return targets;
}

/** Finds steps that no way leads to, and steps that no way leads out of. */
function checkWays(
  start: string,
  steps: { readonly [id: string]: unknown },
  targets: Map<string, Target[]>,
  problems: Problem[],
  warnings: Problem[],
) {
  const reached = walk([start], (id) => (targets.get(id) ?? []).map(({ to }) => to));
  const before = new Map<string, string[]>();
  for (const [id, out] of targets) {
    for (const { to } of out) before.set(to, [...(before.get(to) ?? []), id]);
  }
  const last = [...targets]
    .filter(([, out]) => out.every(({ path }) => path === "onError"))
    .map(([id]) => id);
  const ending = walk(last, (id) => before.get(id) ?? []);
  for (const id of Object.keys(steps)) {
    if (!reached.has(id)) warnings.push({ path: `steps.${id}`, message: `No way leads to step "${id}"` });
    else if (!ending.has(id))
      problems.push({ path: `steps.${id}`, message: `From step "${id}" the run can never end` });
  }
}

function walk(from: string[], follow: (id: string) => string[]): Set<string> {
  const seen = new Set(from);
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const to of follow(id)) {
      if (seen.has(to)) continue;
      seen.add(to);
      open.push(to);
    }
  }
  return seen;
}

function issueProblems(error: z.ZodError | undefined, base: string): Problem[] {
  return plainIssues(error?.issues ?? []).map(({ path, message }) => ({
    path: [...(base === "" ? [] : [base]), ...path].join("."),
    message,
  }));
}

function unique(problems: Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ path, message }) => {
    const key = `${path}\n${message}`;
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}
