import { createHash } from "node:crypto";

/** JSON with its keys in order (in the manner of RFC 8785), so that equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, v: unknown) =>
    v !== null && typeof v === "object" && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : v,
  );
}

/** SHA-256 in hex. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The SHA-256 of a value's canonical JSON, in hex: equal for equal values. */
export function hashJson(value: unknown): string {
  return sha256(canonicalJson(value) ?? "");
}
