/** What a failed statement means for who asked, told by SQLSTATE (PostgreSQL appendix A) and driver codes. */

const TRANSIENT = new Set(["40001", "40P01"]);
const LOST = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "57P01",
  "57P02",
  "57P03",
  "25P03",
  "53300",
  "08006",
  "08003",
]);

function codeOf(error: unknown): string | undefined {
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    if ("code" in e && typeof e.code === "string") return e.code;
  }
  return undefined;
}

/** Two transactions were in each other's way: the same work will do on another try. */
export function isTransient(error: unknown): boolean {
  return TRANSIENT.has(codeOf(error) ?? "");
}

/** The database went away or has no room; nothing was committed that we know of. */
export function isConnectionLost(error: unknown): boolean {
  return LOST.has(codeOf(error) ?? "");
}

/** A unique constraint or index refused a row; `constraint` tells which. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    if ("code" in e && e.code === "23505") {
      return constraint === undefined || ("constraint_name" in e && e.constraint_name === constraint);
    }
  }
  return false;
}
