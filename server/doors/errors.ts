import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";
import { type AppError, type ErrorKind, type FieldError, isAppError } from "@/server/platform/errors";
import { log } from "@/server/platform/log";

/** What every kind of error is called at each door. MCP has one kind of tool error; the problem tells them apart. */
const KINDS: Record<ErrorKind, { status: number; title: string; trpc: TRPC_ERROR_CODE_KEY }> = {
  Invalid: { status: 422, title: "Invalid input", trpc: "UNPROCESSABLE_CONTENT" },
  Unauthenticated: { status: 401, title: "Not signed in", trpc: "UNAUTHORIZED" },
  Forbidden: { status: 403, title: "Not allowed", trpc: "FORBIDDEN" },
  NotFound: { status: 404, title: "Not found", trpc: "NOT_FOUND" },
  Conflict: { status: 409, title: "Conflict", trpc: "CONFLICT" },
  TooMany: { status: 429, title: "Too many requests", trpc: "TOO_MANY_REQUESTS" },
  Unavailable: { status: 503, title: "Unavailable", trpc: "SERVICE_UNAVAILABLE" },
};

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
    readonly status: 400 | 403 | 404 | 405 | 406 | 413 | 415 | 421,
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
    const title = REQUEST_TITLES[error.status];
    return problem(
      { anchor: "request", title, status: error.status, code: error.code, detail: error.message },
      requestId,
    );
  }
  if (!isAppError(error)) {
    log.error({ err: error, requestId }, "unexpected error");
    const detail =
      "Something went wrong on our side. It has been noted under this request id; trying again may work.";
    return problem(
      { anchor: "internal", title: "Internal error", status: 500, code: "internal_error", detail },
      requestId,
    );
  }
  const { status, title } = KINDS[error.kind];
  const said = { anchor: error.kind.toLowerCase(), title, status, code: error.code, detail: error.message };
  return { ...problem(said, requestId), ...extensions(error) };
}

const REQUEST_TITLES: Record<RequestError["status"], string> = {
  400: "Bad request",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  406: "Not acceptable",
  413: "Too large",
  415: "Unsupported media type",
  421: "Misdirected request",
};

interface Said {
  anchor: string;
  title: string;
  status: number;
  code: string;
  detail: string;
}

function problem({ anchor, ...said }: Said, requestId: string): Problem {
  return { type: `/docs/api#problem-${anchor}`, ...said, requestId };
}

function extensions(error: AppError): Pick<Problem, "errors" | "details"> {
  return {
    ...(error.errors?.length ? { errors: error.errors } : {}),
    ...(error.details ? { details: error.details } : {}),
  };
}

/** The same as an HTTP answer, with the headers that its status asks for. */
export function problemResponse(error: unknown, requestId: string, headers: HeadersInit = {}): Response {
  const said = problemOf(error, requestId);
  const all = new Headers(headers);
  for (const [name, value] of Object.entries(headersOf(error, said))) all.set(name, value);
  all.set("Content-Type", "application/problem+json");
  all.set("Cache-Control", "no-store");
  all.set("X-Request-Id", requestId);
  return new Response(JSON.stringify(said), { status: said.status, headers: all });
}

function headersOf(error: unknown, { status, details }: Problem): Record<string, string> {
  if (error instanceof RequestError) return error.headers;
  if (status === 401) return { "WWW-Authenticate": 'Bearer realm="Orkestra"' };
  if (status === 429) return { "Retry-After": String(details?.retryAfterSeconds ?? 60) };
  if (status === 503) return { "Retry-After": String(RETRY_UNAVAILABLE_SECONDS) };
  return {};
}

/** The tRPC code of an error. */
export function trpcCodeOf(error: unknown): TRPC_ERROR_CODE_KEY {
  return isAppError(error) ? KINDS[error.kind].trpc : "INTERNAL_SERVER_ERROR";
}
