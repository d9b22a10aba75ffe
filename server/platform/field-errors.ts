import type { z } from "zod";
import type { FieldError } from "./errors";

/** Every problem that zod found, with its dotted path; unknown keys are named one by one. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.join(".");
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        path: path ? `${path}.${key}` : key,
        message: "is not a field here",
      }));
    }
    if (issue.code === "invalid_union") {
      const branches = issue.errors.filter((branch) => branch.length > 0);
      const closest = branches.sort((a, b) => a.length - b.length)[0]?.[0];
      return [{ path, message: closest && branches.length === 1 ? closest.message : issue.message }];
    }
    return [{ path, message: issue.message }];
  });
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
