import { invalid } from "@/server/platform/errors";
import { RequestError } from "./errors";

/** Past this no real input nests, and recursive readers of it come near the end of their stack. */
const MAX_DEPTH = 64;

/**
 * Reads JSON from outside.
 * @throws RequestError (400) that shows where the text stops being JSON.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RequestError(400, "malformed_json", `The body is not JSON: ${wordsOf(error)}.`);
  }
}

/** The parser's own words, which show the place; without what it repeats. */
function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/ is not valid JSON$/, "") : String(error);
}

/**
 * Refuses what JSON can carry but no store of ours can keep, or no reader can be trusted with: NUL and half
 * surrogates in text, `__proto__` as a field, endless nesting.
 * @throws Invalid with the path.
 */
export function checkJson(value: unknown): void {
  const open: { value: unknown; path: string; depth: number }[] = [{ value, path: "", depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path, depth } = next;
    if (typeof value === "string") checkText(value, path);
    if (typeof value !== "object" || value === null) continue;
    if (depth >= MAX_DEPTH) throw refuse(path, `nests deeper than ${MAX_DEPTH} levels`);
    for (const [key, inner] of Object.entries(value)) {
      const innerPath = path === "" ? key : `${path}.${key}`;
      if (key === "__proto__") throw refuse(innerPath, "is not a field here");
      checkText(key, path);
      open.push({ value: inner, path: innerPath, depth: depth + 1 });
    }
  }
}

function checkText(text: string, path: string): void {
  if (text.includes("\0")) throw refuse(path, "must not contain the character NUL");
  if (!text.isWellFormed()) throw refuse(path, "must be well-formed Unicode");
}

function refuse(path: string, message: string) {
  return invalid("Some of what was sent can't be used; see `errors`.", [
    { path: path.slice(0, 500), message },
  ]);
}
