/**
 * The few kinds of error an actor can meet. Doors map a kind to their protocol in one place
 * (`server/doors/errors.ts`); the message is public and says what to do, a `cause` never leaves the log.
 */
export type ErrorKind =
  | "Invalid"
  | "Unauthenticated"
  | "Forbidden"
  | "NotFound"
  | "Conflict"
  | "TooMany"
  | "Unavailable";

/** One field that was wrong: `path` is dotted, as in `form.fields.answer`. */
export interface FieldError {
  path: string;
  message: string;
}

interface AppErrorInit {
  kind: ErrorKind;
  /** Stable and machine-readable, e.g. `task_already_claimed`. */
  code: string;
  message: string;
  errors?: FieldError[];
  /** JSON that helps the caller to act, e.g. who holds the claim. */
  details?: Record<string, unknown>;
  cause?: unknown;
}

export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly errors: FieldError[] | undefined;
  readonly details: Record<string, unknown> | undefined;

  constructor(init: AppErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause });
    this.name = "AppError";
    this.kind = init.kind;
    this.code = init.code;
    this.errors = init.errors;
    this.details = init.details;
  }
}

/** Two bundles of this code live in one process, so identity of the class proves nothing: the shape does. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === "AppError" && "kind" in error && "code" in error;
}

/** The input is wrong; `errors` names the fields. */
export function invalid(message: string, errors?: FieldError[], code = "invalid_input"): AppError {
  return new AppError({ kind: "Invalid", code, message, ...(errors ? { errors } : {}) });
}

/** Nobody, or nobody we know, is asking. */
export function unauthenticated(message: string, code = "unauthenticated"): AppError {
  return new AppError({ kind: "Unauthenticated", code, message });
}

/** Somebody we know, who may not do this. */
export function forbidden(message: string, code = "forbidden"): AppError {
  return new AppError({ kind: "Forbidden", code, message });
}

/** There is no such thing in this tenant (a stranger's thing is not there either). */
export function notFound(what: string, id: string): AppError {
  return new AppError({
    kind: "NotFound",
    code: `${what.replaceAll(" ", "_")}_not_found`,
    message: `There is no ${what} ${JSON.stringify(id)} in this workspace.`,
    details: { id },
  });
}

/** The request is fine, but the state of things forbids it now. */
export function conflict(code: string, message: string, details?: Record<string, unknown>): AppError {
  return new AppError({ kind: "Conflict", code, message, ...(details ? { details } : {}) });
}

/** Too many requests; the caller may try again after `retryAfterSeconds`. */
export function tooMany(message: string, retryAfterSeconds: number): AppError {
  return new AppError({
    kind: "TooMany",
    code: "too_many_requests",
    message,
    details: { retryAfterSeconds },
  });
}

/** Something we depend on does not answer; trying again later may work. */
export function unavailable(message: string, cause?: unknown): AppError {
  return new AppError({ kind: "Unavailable", code: "unavailable", message, cause });
}
