import { hookOfToken } from "@/server/auth/hook";
import { perform } from "@/server/operations/perform";
import { receiveWebhook } from "@/server/operations/triggers/receive";
import { AppError, conflict, isAppError, unauthenticated } from "@/server/platform/errors";
import { countRequest } from "@/server/platform/rate-limit";
import { problemResponse, RequestError } from "./errors";
import { answerLogged, type RequestLine, readBytes, requestIdOf } from "./http";
import { checkJson, parseJson } from "./json";

/** Where webhooks come in; a trigger's token follows. */
export const HOOKS_ROOT = "/api/hooks/";

/** A webhook's body may be this long, in bytes: as long as one value of a run. */
const MAX_WEBHOOK = 256 * 1024;

/** Credentials of the sender's side are nobody's input. */
const WITHHELD = new Set(["authorization", "cookie", "proxy-authorization"]);

/** Answers `POST /api/hooks/{token}`: 202 with the runs that it started, the same when it comes again. Never rejects. */
export async function handleHook(request: Request): Promise<Response> {
  const requestId = requestIdOf(request);
  const line: RequestLine = { method: request.method, route: `${HOOKS_ROOT}{token}`, requestId };
  return answerLogged(line, async () => {
    try {
      return await answer(request, line);
    } catch (error) {
      return problemResponse(error, requestId);
    }
  });
}

async function answer(request: Request, line: RequestLine): Promise<Response> {
  const url = new URL(request.url);
  if (request.method !== "POST") {
    throw new RequestError(405, "method_not_allowed", "Webhooks are sent by POST.", { Allow: "POST" });
  }
  const hook = await hookOfToken(url.pathname.slice(HOOKS_ROOT.length));
  if (!hook) throw noSuchHook();
  line.tenantId = hook.actor.tenantId;
  line.operation = receiveWebhook.name;
  await countRequest(`hook/${hook.triggerId}`);
  const bytes = await readBytes(request, MAX_WEBHOOK);
  const { triggerId, tokenHash } = hook;
  const input = {
    triggerId,
    tokenHash,
    raw: bytes.toString("base64"),
    read: readAs(request.headers.get("content-type") ?? "", bytes),
    headers: headersOf(request),
    query: Object.fromEntries(url.searchParams),
  };
  const outcome = await received(() =>
    perform(receiveWebhook, hook.actor, input, { requestId: line.requestId }),
  );
  const refusal = refusalOf(outcome);
  if (refusal) throw refusal;
  const { id: deliveryId, status, runIds } = outcome;
  const body = { deliveryId, status, runs: runIds.map((id) => ({ id })) };
  const headers = { "X-Request-Id": line.requestId, "Cache-Control": "no-store" };
  return Response.json(body, { status: 202, headers });
}

function noSuchHook(): RequestError {
  return new RequestError(
    404,
    "no_such_hook",
    "No webhook is at this address: it is mistyped, or was replaced.",
  );
}

/** A trigger that went away between two looks is as unknown as one that never was. */
async function received<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (isAppError(error) && error.code === "trigger_not_found") throw noSuchHook();
    throw error;
  }
}

interface Outcome {
  id: string;
  status: string;
  code: string | null;
  reason: string | null;
  runIds: string[];
}

/** Why nothing was started, in the terms of a sender who may try again. */
function refusalOf({ id, status, code, reason }: Outcome): Error | undefined {
  if (status === "started" || status === "duplicate") return undefined;
  const words = `${reason ?? "Nothing was started"}.`.replace(/\.\.$/, ".");
  if (code === "invalid_signature") return unauthenticated(words, code);
  if (code === "malformed_body") return new RequestError(400, code, words);
  if (code === "trigger_disabled" || code?.startsWith("workflow_")) {
    return conflict(code, words, { deliveryId: id });
  }
  const message = `The webhook came, but could not be used. ${words}`;
  return new AppError({
    kind: "Invalid",
    code: code ?? "invalid_input",
    message,
    details: { deliveryId: id },
  });
}

/** JSON and forms as values, anything else as text. What can't be read is said later, to a sender who is known. */
function readAs(contentType: string, bytes: Buffer): { body: unknown } | { fault: string } {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const body = parsedAs(type, text);
    checkJson(body);
    return { body };
  } catch (error) {
    if (error instanceof TypeError) return { fault: "The body is not UTF-8" };
    if (error instanceof RequestError || isAppError(error)) return { fault: faultOf(error) };
    throw error;
  }
}

function parsedAs(type: string, text: string): unknown {
  if (text === "") return null;
  if (type === "application/json" || type.endsWith("+json")) return parseJson(text);
  if (type === "application/x-www-form-urlencoded") return Object.fromEntries(new URLSearchParams(text));
  return text;
}

function faultOf(error: Error): string {
  const fields = isAppError(error) ? (error.errors ?? []) : [];
  const words = fields.map(({ path, message }) => `${path || "The body"} ${message}`).join("; ");
  return words || error.message;
}

function headersOf(request: Request): Record<string, string> {
  return Object.fromEntries([...request.headers].filter(([name]) => !WITHHELD.has(name)));
}
