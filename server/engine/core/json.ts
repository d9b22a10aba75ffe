/**
 * JSON values, which are all that a run holds: what is not JSON cannot be stored, replayed or shown.
 */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** Values nested deeper than this are refused, so that walking one can never exhaust the stack. */
const DEEPEST = 64;

/**
 * The bytes that a value takes as UTF-8 JSON, measured without writing it out. Infinity once it is past `limit` or
 * nested too deep, so that a huge value costs no more than a value at the limit.
 */
export function jsonSize(value: Json | undefined, limit = Number.POSITIVE_INFINITY, depth = 0): number {
  if (typeof value === "string") return textSize(value, limit);
  if (typeof value === "number")
    return Number.isInteger(value) && value >= 0 && value < 10 ? 1 : `${value}`.length;
  if (value === undefined) return 0;
  if (value === null) return 4;
  if (typeof value === "boolean") return value ? 4 : 5;
  if (depth >= DEEPEST) return Number.POSITIVE_INFINITY;
  return isList(value) ? listSize(value, limit, depth) : objectSize(value, limit, depth);
}

function listSize(list: readonly Json[], limit: number, depth: number): number {
  let size = 2 + Math.max(0, list.length - 1);
  for (const item of list) {
    if (size > limit) return Number.POSITIVE_INFINITY;
    size += jsonSize(item, limit - size, depth + 1);
  }
  return size > limit ? Number.POSITIVE_INFINITY : size;
}

function objectSize(object: JsonObject, limit: number, depth: number): number {
  let size = 2;
  for (const key in object) {
    if (size > limit) return Number.POSITIVE_INFINITY;
    size += textSize(key, limit - size) + (size === 2 ? 1 : 2);
    size += jsonSize(object[key], limit - size, depth + 1);
  }
  return size > limit ? Number.POSITIVE_INFINITY : size;
}

function textSize(text: string, limit: number): number {
  if (text.length > limit) return Number.POSITIVE_INFINITY;
  let size = text.length + 2;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x20) size += code >= 8 && code <= 13 && code !== 11 ? 1 : 5;
    else if (code === 0x22 || code === 0x5c) size += 1;
    else if (code >= 0x80) size += code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 1 : 2;
  }
  return size > limit ? Number.POSITIVE_INFINITY : size;
}

/** Writes JSON with keys in order of the alphabet: a database may give them back in another order than they came in. */
export function jsonText(value: Json): string {
  if (isList(value)) return `[${value.map(jsonText).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.keys(value).sort();
  return `{${fields.map((key) => `${JSON.stringify(key)}:${jsonText(value[key] ?? null)}`).join(",")}}`;
}

/** `Array.isArray` that keeps the element type of read-only lists. */
export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** True for a JSON object: neither null nor a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a record holds under a key of its own: ids such as `constructor` must never find what JavaScript put there. */
export function own<T>(record: { readonly [key: string]: T }, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
