import { callerOfRequest } from "@/server/auth/request";
import { definitionJsonSchema } from "@/server/engine/core/definition";
import { perform } from "@/server/operations/perform";
import type { Actor, Visitor } from "@/server/platform/actor";
import { type FieldError, invalid } from "@/server/platform/errors";
import type { RateLimitState } from "@/server/platform/rate-limit";
import { refuseNobody } from "./catalogue";
import { problemAnswer, RequestError } from "./errors";
import { fileAnswer } from "./file-answer";
import {
  type Answer,
  type Asked,
  answerLogged,
  isJson,
  type RequestLine,
  readBody,
  readBytes,
  requestIdOf,
  requireJson,
  responseOf,
} from "./http";
import { checkJson, parseJson } from "./json";
import { openApiDocument } from "./openapi";
import { API_ROOT, placeOf, type Route } from "./routes";

/** Answers `/api/v1/*`: every operation with a `rest` declaration, and nothing else. Never rejects. */
export async function handleRest(request: Request): Promise<Response> {
  return responseOf(await answerRest(request));
}

/** The same for a server that does without the web's objects, which cost as much as all the rest. */
export async function answerRest(request: Asked): Promise<Answer> {
  const requestId = requestIdOf(request);
  const line: RequestLine = { method: request.method, route: "", requestId };
  return answerLogged(line, async () => {
    try {
      return await answer(request, line);
    } catch (error) {
      return problemAnswer(error, requestId);
    }
  });
}

async function answer(request: Asked, line: RequestLine): Promise<Answer> {
  const url = new URL(request.url);
  const document = documentAt(url.pathname);
  if (document) return documentResponse(request, document, line);
  const place = placeOf(url.pathname.slice(API_ROOT.length));
  line.route = API_ROOT + place.template;
  const found = place.methods.get(request.method === "HEAD" ? "GET" : request.method);
  const allow = allowed([...place.methods.keys()]);
  if (request.method === "OPTIONS") return optionsResponse(allow, line.requestId);
  if (!found) throw notAllowed(request.method, allow);
  line.operation = found.operation.name;
  const caller = await callerOfRequest(request);
  refuseNobody(found.operation, caller);
  if (caller.type !== "visitor") line.tenantId = caller.tenantId;
  return performed(found, caller, request, await inputOf(request, url, found), line.requestId);
}

/** What the API says about itself, to anybody. */
function documentAt(path: string): (() => object) | undefined {
  if (path === `${API_ROOT}/openapi.json`) return openApiDocument;
  return path === `${API_ROOT}/definition.schema.json` ? definitionJsonSchema : undefined;
}

function documentResponse(request: Asked, document: () => object, line: RequestLine): Answer {
  line.route = new URL(request.url).pathname;
  const allow = allowed(["GET"]);
  if (request.method !== "GET" && request.method !== "HEAD") throw notAllowed(request.method, allow);
  return json(200, document(), { "X-Request-Id": line.requestId, "Cache-Control": "public, max-age=300" });
}

function optionsResponse(allow: string, requestId: string): Answer {
  return { status: 204, headers: { Allow: allow, "X-Request-Id": requestId }, body: null };
}

function json(status: number, body: unknown, headers: Record<string, string>): Answer {
  return { status, headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

function notAllowed(method: string, allow: string): RequestError {
  return new RequestError(405, "method_not_allowed", `${method} does not work here; ${allow} does.`, {
    Allow: allow,
  });
}

function allowed(methods: string[]): string {
  return [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
}

async function performed(
  { operation, rest }: Route,
  caller: Actor | Visitor,
  request: Asked,
  input: unknown,
  requestId: string,
): Promise<Answer> {
  const idempotencyKey = request.headers.get("idempotency-key") ?? undefined;
  const report: { rateLimit?: RateLimitState; replayed?: boolean } = {};
  const options = { requestId, report, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) };
  const headers: Record<string, string> = { "X-Request-Id": requestId, "Cache-Control": "no-store" };
  try {
    const output = await perform(operation, caller, input, options);
    if (report.replayed) headers["Idempotent-Replayed"] = "true";
    setRateLimit(headers, report.rateLimit);
    if (rest.givesFile) return fileAnswer(rest.givesFile(output), headers);
    const status = rest.status?.(output) ?? 200;
    return json(status, output, headers);
  } catch (error) {
    setRateLimit(headers, report.rateLimit);
    return problemAnswer(error, requestId, headers);
  }
}

function setRateLimit(headers: Record<string, string>, state: RateLimitState | undefined): void {
  if (!state) return;
  headers["RateLimit-Limit"] = String(state.limit);
  headers["RateLimit-Remaining"] = String(Math.max(0, state.remaining));
  headers["RateLimit-Reset"] = String(state.resetSeconds);
}

/** Path, query and body as one input. The path wins, and a body that contradicts it is refused. */
async function inputOf(request: Asked, url: URL, found: Route & { params: Record<string, string> }) {
  const inBody = request.method === "POST" || request.method === "PUT" || request.method === "PATCH";
  const given = inBody ? await bodyOf(request, url, found.rest) : queryOf(url.searchParams);
  const contradictions: FieldError[] = Object.entries(found.params)
    .filter(([name, value]) => Object.hasOwn(given, name) && given[name] !== value)
    .map(([path, value]) => ({ path, message: `says something else than the path, where it is ${value}` }));
  if (contradictions.length > 0) throw invalid("The request contradicts its own path.", contradictions);
  const input = { ...given, ...found.params };
  checkJson(input);
  return input;
}

async function bodyOf(
  request: Asked,
  url: URL,
  { takesFile }: Route["rest"],
): Promise<Record<string, unknown>> {
  if (takesFile && !isJson(request)) {
    const content = await readBytes(request, takesFile.maxBytes);
    return { ...queryOf(url.searchParams), [takesFile.field]: content.toString("base64") };
  }
  const text = await readBody(request);
  if (text.trim() === "") return {};
  requireJson(request);
  const body = parseJson(text);
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw invalid("The body must be a JSON object.", [{ path: "", message: "must be an object" }]);
  }
  return body as Record<string, unknown>;
}

/** A key given several times is a list; everything is text, and the operation's schema reads it. */
function queryOf(query: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(query.keys())].map((key) => {
      const values = query.getAll(key);
      return [key, values.length > 1 ? values : (values[0] as string)];
    }),
  );
}
