/** What changed between two JSON values, place by place. */
export interface Difference {
  /** Keys from the top, such as `["steps", "ask", "title"]`. */
  path: string[];
  what: "added" | "removed" | "changed";
  before?: unknown;
  after?: unknown;
}

/**
 * The differences in the order of the places. Objects are compared key by key, whatever the keys' order; lists place by
 * place. What is only on one side is one difference, however much is in it.
 */
export function differencesOf(before: unknown, after: unknown, path: string[] = []): Difference[] {
  if (same(before, after)) return [];
  if (!isStructure(before) || !isStructure(after) || Array.isArray(before) !== Array.isArray(after)) {
    return [{ path, what: "changed", before, after }];
  }
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key): Difference[] => {
    const here = [...path, key];
    if (!Object.hasOwn(after, key)) return [{ path: here, what: "removed", before: before[key] }];
    if (!Object.hasOwn(before, key)) return [{ path: here, what: "added", after: after[key] }];
    return differencesOf(before[key], after[key], here);
  });
}

type Structure = Record<string, unknown>;

function isStructure(value: unknown): value is Structure {
  return typeof value === "object" && value !== null;
}

function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (!isStructure(one) || !isStructure(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => Object.hasOwn(other, key) && same(one[key], other[key]));
}
