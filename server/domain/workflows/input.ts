import { z } from "zod";
import { type FieldError, invalid } from "@/server/platform/errors";
import { fieldErrors } from "@/server/platform/field-errors";

type InputSchema = Record<string, unknown>;

/** Keywords that run a tenant's pattern in an engine that can backtrack without end. */
const REFUSED = ["pattern", "patternProperties"];

/** What is wrong with the JSON Schema that a definition gives for its input, with paths below `input`. */
export function inputSchemaProblems(schema: InputSchema): FieldError[] {
  const problems = refusedKeywords(schema, "input");
  if (problems.length > 0) return problems;
  try {
    z.fromJSONSchema(schema);
    return [];
  } catch (error) {
    return [
      {
        path: "input",
        message: `is no JSON Schema that can be used: ${error instanceof Error ? error.message : error}`,
      },
    ];
  }
}

function refusedKeywords(node: unknown, path: string): FieldError[] {
  if (node === null || typeof node !== "object") return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const here = `${path}.${key}`;
    const isKeyword = !path.endsWith(".properties") && REFUSED.includes(key);
    return isKeyword
      ? [{ path: here, message: `${key} is not supported in an input's schema` }]
      : refusedKeywords(value, here);
  });
}

const compiled = new WeakMap<object, z.ZodType>();

/** Checks a run's input against its workflow's schema. @throws Invalid naming each field, below `input` */
export function checkRunInput(schema: InputSchema | undefined, input: unknown): void {
  if (!schema) return;
  const check = compiled.get(schema) ?? z.fromJSONSchema(schema);
  compiled.set(schema, check);
  const parsed = check.safeParse(input);
  if (parsed.success) return;
  const errors = fieldErrors(parsed.error).map((e) => ({ ...e, path: e.path ? `input.${e.path}` : "input" }));
  throw invalid(
    "The input does not fit what the workflow asks for; see `errors`.",
    errors,
    "run_input_invalid",
  );
}
