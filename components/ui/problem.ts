/** What went wrong, as the doors say it: a stable code, a sentence, and the fields that are wrong. */
export type Problem = {
  code: string;
  /** The HTTP status that says the same; 0 when the server could not be reached. */
  status: number;
  message: string;
  errors: { path: string; message: string }[];
  details: unknown;
};

/** Reads a problem out of whatever was thrown: a tRPC error, a network failure, anything. */
export function problemOf(cause: unknown): Problem {
  const message = cause instanceof Error ? cause.message : String(cause);
  const data = record(record(cause)?.data);
  if (!data) {
    const offline = /fetch|network|load failed/i.test(message);
    return {
      code: offline ? "OFFLINE" : "UNKNOWN",
      status: 0,
      message: offline ? "The server cannot be reached. Check your connection and try again." : message,
      errors: [],
      details: null,
    };
  }
  const problem = record(data.problem) ?? data;
  const code = typeof problem.code === "string" ? problem.code : "UNKNOWN";
  const errors = Array.isArray(problem.errors) ? problem.errors.flatMap(fieldError) : [];
  const status = Number(problem.status ?? data.httpStatus ?? 500);
  return { code, status, message, errors, details: problem.details ?? null };
}

function fieldError(value: unknown): { path: string; message: string }[] {
  const entry = record(value);
  if (!entry || typeof entry.message !== "string") return [];
  const path = Array.isArray(entry.path) ? entry.path.join(".") : String(entry.path ?? "");
  return [{ path, message: entry.message }];
}

function record(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
}
