/** What zod finds wrong, as plain places and sentences. */
import type { z } from "zod";

export interface PlainIssue {
  path: (string | number)[];
  message: string;
}

/** One entry for each thing that is wrong. Of a union it tells what its first alternative, the plain value, would need. */
export function plainIssues(
  issues: readonly z.core.$ZodIssue[],
  base: (string | number)[] = [],
): PlainIssue[] {
  return issues.flatMap((issue) => {
    const path = [...base, ...issue.path.map((key) => (typeof key === "symbol" ? String(key) : key))];
    if (issue.code === "invalid_union" && issue.errors[0]) return plainIssues(issue.errors[0], path);
    if (issue.code === "invalid_key") return issue.issues.map(({ message }) => ({ path, message }));
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({ path: [...path, key], message: "There is no such key" }));
    }
    return [{ path, message: issue.message }];
  });
}
