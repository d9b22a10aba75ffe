import type { z } from "zod";
import type { FieldError } from "./errors";

/** Every problem that zod found, with its dotted path, in words for people; unknown keys are named one by one. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  const wrongType = new Set<string>();
  return error.issues.flatMap((issue) => {
    const path = issue.path.join(".");
    // What has the wrong type can't be too short as well.
    if (wrongType.has(path)) return [];
    if (issue.code === "invalid_type") wrongType.add(path);
    return problems(issue, path);
  });
}

function problems(issue: z.core.$ZodIssue, path: string): FieldError[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ path: path ? `${path}.${key}` : key, message: "is not a field here" }));
  }
  if (issue.code === "invalid_union") {
    const branches = issue.errors.filter((branch) => branch.length > 0);
    const only = branches.length === 1 ? branches[0]?.[0] : undefined;
    return [{ path, message: only ? inWords(only) : inWords(issue) }];
  }
  return [{ path, message: inWords(issue) }];
}

const NOUNS: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

/** A schema's own words, or else ours for what zod says to programmers. */
function inWords(issue: z.core.$ZodIssue): string {
  if (!issue.message.startsWith("Invalid input")) return issue.message;
  if (issue.code === "invalid_type") {
    if (issue.message.endsWith("received undefined")) return "is required";
    return `must be ${NOUNS[issue.expected] ?? issue.expected}`;
  }
  return "has none of the forms that are allowed here";
}

/** Where text holds U+0000, which PostgreSQL can't keep; dotted paths, keys of objects included. */
export function nulPaths(value: unknown, path = ""): string[] {
  if (typeof value === "string") return value.includes("\0") ? [path] : [];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = path ? `${path}.${key}` : key;
    return key.includes("\0") ? [here] : nulPaths(inner, here);
  });
}
