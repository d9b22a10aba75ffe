/**
 * Definitions of workflows: data, checked in full before a run may start on them. What checkDefinition has accepted the
 * machine relies on: steps exist, expressions compile, durations are durations.
 */
import { z } from "zod";
import { conditionProblems, type Known, type Problem, templateProblems } from "./expressions";
import { plainIssues } from "./issues";
import { isObject, type Json, jsonSize, own } from "./json";
import { MAX_DEFINITION_BYTES, MAX_STEPS } from "./limits";
import { type Outlined, readRegions } from "./regions";
import { type CommonStep, DurationText, JOIN, Retry, StepId, type StepKind, type Target } from "./step";
import { stepKinds } from "./steps";
import { publishedShape } from "./templated";
import { wayProblems } from "./ways";

const kinds = Object.values(stepKinds);

type Step = z.infer<(typeof stepKinds)[keyof typeof stepKinds]["schema"]>;

const head = {
  title: z.string().min(1).max(200),
  description: z.string().max(5_000).optional(),
  /** JSON Schema of a run's input. */
  input: z.looseObject({ type: z.literal("object").optional() }).optional(),
  start: StepId,
  /** What steps have that do not say otherwise themselves. */
  defaults: z.strictObject({ retry: Retry.optional(), timeout: DurationText.optional() }).optional(),
  /**
   * After so long a run fails with `run_timeout`, unless it was started with a timeout of its own. Time in which it
   * waits for people alone, or is paused, does not count.
   */
  timeout: DurationText.refine((text) => !text.includes("${"), "A run's timeout is no template").optional(),
  /** What becomes of a failure that nothing handles: a person decides (`stuck`), or the run fails at once. */
  onFailure: z.enum(["stuck", "fail"]).optional(),
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
  defaults?: { retry?: CommonStep["retry"]; timeout?: string };
  timeout?: string;
  onFailure?: "stuck" | "fail";
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
  const exists = (id: string) => Object.hasOwn(steps, id);
  const read = new Map(ids.map((id) => [id, readStep(id, steps[id], exists, problems, warnings)]));
  const start = isObject(json) && typeof json.start === "string" ? json.start : undefined;
  if (start !== undefined && !exists(start))
    problems.push({ path: "start", message: `There is no step "${start}"` });
  const regions = readRegions(start ?? "", read);
  problems.push(...regions.problems);
  for (const id of ids) {
    const known = { step: exists, names: regions.names.get(id) ?? "" };
    const inside = { step: exists, names: regions.inside.get(id) ?? "" };
    problems.push(...expressionProblems(`steps.${id}`, steps[id], read.get(id), known, inside));
  }
  if (isObject(json))
    problems.push(...templateProblems(json.defaults, "defaults", { step: exists, names: "" }));
  if (problems.length === 0 && start !== undefined) wayProblems(start, read, problems, warnings);
  if (problems.length > 0) return { ok: false, problems: unique(problems), warnings };
  // Every step was read by its kind's schema, which says the same as the type.
  return { ok: true, definition: json as Definition, warnings };
}

/** A step with where it leads; `checked` when its kind's schema took it. */
interface ReadStep extends Outlined {
  checked?: CommonStep;
}

/** Reads one step by itself. */
function readStep(
  id: string,
  step: unknown,
  exists: (id: string) => boolean,
  problems: Problem[],
  warnings: Problem[],
): ReadStep {
  const path = `steps.${id}`;
  if (!isObject(step) || typeof step.kind !== "string") return { kind: "", targets: [], branches: [] };
  const loose = () => ({
    kind: `${step.kind}`,
    targets: looseTargets(step, path, exists, problems),
    branches: [],
  });
  const kind: StepKind | undefined = own(stepKinds, step.kind);
  if (!kind) {
    problems.push({
      path: `${path}.kind`,
      message: `"${step.kind}" is none of ${Object.keys(stepKinds).join(", ")}`,
    });
    return loose();
  }
  const parsed = kind.schema.safeParse(step);
  problems.push(...issueProblems(parsed.error, path));
  if (!parsed.success) return loose();
  const checked = step as unknown as CommonStep;
  const below = (list: Problem[] = []) => list.map((one) => ({ ...one, path: `${path}.${one.path}` }));
  warnings.push(...below(kind.warnings?.(checked)));
  problems.push(...below(kind.problems?.(checked)), ...below(commonProblems(checked)));
  const targets = kind.targets(checked);
  if (checked.onError !== undefined) targets.push({ path: "onError", to: checked.onError });
  const branches = kind.branches?.(checked) ?? [];
  existing([...targets, ...branches], path, exists, problems);
  const { compensate } = checked;
  if (compensate !== undefined) existing([{ path: "compensate", to: compensate }], path, exists, problems);
  const as = "as" in checked && typeof checked.as === "string" ? checked.as : undefined;
  return { kind: step.kind, targets, branches, compensate, as, checked };
}

function commonProblems({ continueOnError, onError, next }: CommonStep): Problem[] {
  if (!continueOnError) return [];
  if (next === undefined)
    return [{ path: "continueOnError", message: "Without a next there is nowhere to continue" }];
  if (onError === undefined) return [];
  return [{ path: "continueOnError", message: "A step has either onError or continueOnError" }];
}

/** @param inside what a fork's `output`, which is made inside its branches, may name */
function expressionProblems(
  path: string,
  step: unknown,
  read: ReadStep | undefined,
  known: Known,
  inside: Known,
): Problem[] {
  const checked = read?.checked;
  const conditions = checked ? (kindOf(checked).conditions?.(checked) ?? []) : [];
  const { output, ...rest } = isObject(step) ? step : {};
  return [
    ...templateProblems(rest, path, known),
    ...templateProblems(output, `${path}.output`, read?.branches.length ? inside : known),
    ...conditions.flatMap(({ path: at, text }) => conditionProblems(text, `${path}.${at}`, known)),
  ];
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
    if (to !== JOIN && !exists(to))
      problems.push({ path: `${path}.${at}`, message: `There is no step "${to}"` });
  }
  return targets;
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
