import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";
import { type AppError, type ErrorKind, type FieldError, isAppError } from "@/server/platform/errors";
import { log } from "@/server/platform/log";

interface Kind {
  status: number;
  title: string;
  /** For the docs: when it is met, and what to do. */
  meaning: string;
  trpc: TRPC_ERROR_CODE_KEY;
}

/** What every kind of error is called at each door. MCP has one kind of tool error; the problem tells them apart. */
const KINDS: Record<ErrorKind, Kind> = {
  Unauthenticated: {
    status: 401,
    title: "Not signed in",
    meaning: "No API key came with the request, or one that opens nothing any more.",
    trpc: "UNAUTHORIZED",
  },
  Forbidden: {
    status: 403,
    title: "Not allowed",
    meaning:
      "The key lacks a scope, or the thing itself says no: a task that somebody else has claimed, say.",
    trpc: "FORBIDDEN",
  },
  NotFound: {
    status: 404,
    title: "Not found",
    meaning: "There is no such thing in the key's workspace, whatever there may be in others.",
    trpc: "NOT_FOUND",
  },
  Conflict: {
    status: 409,
    title: "Conflict",
    meaning:
      "The request is fine, but not now: the details say what is in its way. Read again before trying again.",
    trpc: "CONFLICT",
  },
  Invalid: {
    status: 422,
    title: "Invalid input",
    meaning:
      "A field is missing or wrong, or an Idempotency-Key was used for another request. Nothing was done.",
    trpc: "UNPROCESSABLE_CONTENT",
  },
  TooMany: {
    status: 429,
    title: "Too many requests",
    meaning: "Wait for as many seconds as Retry-After says.",
    trpc: "TOO_MANY_REQUESTS",
  },
  Unavailable: {
    status: 503,
    title: "Unavailable",
    meaning:
      "Something we need does not answer. Nothing was changed; try again with the same Idempotency-Key.",
    trpc: "SERVICE_UNAVAILABLE",
  },
};

const REQUEST = {
  anchor: "request",
  status: "4xx",
  title: "Bad request",
  meaning:
    "No operation saw it: JSON that is none (400), no such path (404) or method (405), a body that is too long (413) or of another type (415).",
};

const INTERNAL = {
  anchor: "internal",
  status: 500,
  title: "Internal error",
  meaning: "Ours. It is in the log under the request id; trying again may work.",
};

const anchorOf = (kind: string) => kind.toLowerCase();

/** What the docs say of each type of problem; a problem's `type` leads to its anchor. */
export const PROBLEM_KINDS: { anchor: string; status: number | string; title: string; meaning: string }[] = [
  REQUEST,
  ...Object.entries(KINDS).map(([kind, { status, title, meaning }]) => ({
    anchor: anchorOf(kind),
    status,
    title,
    meaning,
  })),
  INTERNAL,
];

/** Seconds after which it is worth asking again when something we depend on is away. */
const RETRY_UNAVAILABLE_SECONDS = 5;

/** An error as RFC 9457 has it, with our stable `code` and the fields that were wrong. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors?: FieldError[];
  details?: Record<string, unknown>;
  requestId: string;
}

/** A request that no operation ever saw: what HTTP itself can be wrong about. */
export class RequestError extends Error {
  constructor(
    readonly status: 400 | 403 | 404 | 405 | 413 | 415 | 421,
    readonly code: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
    this.name = "RequestError";
  }
}

/** Says any error in the caller's words. What is none of ours stays in the log, under the request's id. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof RequestError) {
    const { status, code, message } = error;
    return { type: typeOf(REQUEST.anchor), title: REQUEST.title, status, code, detail: message, requestId };
  }
  if (!isAppError(error)) {
    log.error({ err: error, requestId }, "unexpected error");
    const detail =
      "Something went wrong on our side. It is noted under this request id; trying again may work.";
    const { anchor, title, status } = INTERNAL;
    return { type: typeOf(anchor), title, status, code: "internal_error", detail, requestId };
  }
  const { status, title } = KINDS[error.kind];
  const { code, message } = error;
  return {
    type: typeOf(anchorOf(error.kind)),
    title,
    status,
    code,
    detail: message,
    requestId,
    ...extensions(error),
  };
}

const typeOf = (anchor: string) => `/docs/api#problem-${anchor}`;

function extensions(error: AppError): Pick<Problem, "errors" | "details"> {
  return {
    ...(error.errors?.length ? { errors: error.errors } : {}),
    ...(error.details ? { details: error.details } : {}),
  };
}

/** The same as an HTTP answer, with the headers that its status asks for. */
export function problemAnswer(error: unknown, requestId: string, headers: Record<string, string> = {}) {
  const said = problemOf(error, requestId);
  const all = {
    ...headers,
    ...headersOf(error, said),
    "Content-Type": "application/problem+json",
    "Cache-Control": "no-store",
    "X-Request-Id": requestId,
  };
  return { status: said.status, headers: all, body: JSON.stringify(said) };
}

/** The same in the web's own terms. */
export function problemResponse(error: unknown, requestId: string): Response {
  const { status, headers, body } = problemAnswer(error, requestId);
  return new Response(body, { status, headers });
}

function headersOf(error: unknown, { status, details }: Problem): Record<string, string> {
  if (error instanceof RequestError) return error.headers;
  if (status === 401) return { "WWW-Authenticate": 'Bearer realm="Orkestra"' };
  if (status === 429) {
    const seconds = String(details?.retryAfterSeconds ?? 60);
    return { "Retry-After": seconds, "RateLimit-Remaining": "0", "RateLimit-Reset": seconds };
  }
  if (status === 503) return { "Retry-After": String(RETRY_UNAVAILABLE_SECONDS) };
  return {};
}

/** The tRPC code of an error. */
export function trpcCodeOf(error: unknown): TRPC_ERROR_CODE_KEY {
  return isAppError(error) ? KINDS[error.kind].trpc : "INTERNAL_SERVER_ERROR";
}
