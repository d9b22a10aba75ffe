import { isIP } from "node:net";
import { env } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import { log } from "@/server/platform/log";
import { RequestError } from "./errors";

/** What a door reads of a request: the web's own `Request` is one, and so is what a server makes without it. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** A whole answer. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer> | null;
}

/** The same in the web's own terms. */
export function responseOf({ status, headers, body }: Answer): Response {
  return new Response(body, { status, headers });
}

/** A request's body may be this long, in bytes. */
export const MAX_BODY = 1024 * 1024;

/** The caller's own id for the request when it is a sane one, else a new one. */
export function requestIdOf(request: Pick<Asked, "headers">): string {
  const given = request.headers.get("x-request-id");
  return given && /^[\w.:-]{1,128}$/.test(given) ? given : newId();
}

/** @throws RequestError (413) as soon as the body is known to be too long. */
export async function readBytes(request: Pick<Asked, "headers" | "body">, limit: number): Promise<Buffer> {
  const tooLarge = () => new RequestError(413, "body_too_large", `A body may have at most ${limit} bytes.`);
  if (Number(request.headers.get("content-length")) > limit) throw tooLarge();
  if (!request.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The body as text. @throws RequestError (413, 400) */
export async function readBody(request: Pick<Asked, "headers" | "body">, limit = MAX_BODY): Promise<string> {
  const bytes = await readBytes(request, limit);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new RequestError(400, "malformed_text", "The body is not UTF-8.");
  }
}

/** Whether the body is declared as JSON. */
export function isJson(request: Pick<Asked, "headers">): boolean {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  return type === "application/json" || type?.endsWith("+json") === true;
}

/** @throws RequestError (415) when a body is there and is not declared as JSON. */
export function requireJson(request: Pick<Asked, "headers">): void {
  if (isJson(request)) return;
  throw new RequestError(415, "json_expected", "Send the body as JSON, with Content-Type: application/json.");
}

/**
 * Against DNS rebinding: a page elsewhere can point a name of its own at this server, and only then are `Host` or
 * `Origin` names that are not ours. An address or a name without a dot can't be such a name.
 * @throws RequestError (403, 421)
 */
export function refuseUnknownHost(request: Request): void {
  const host = request.headers.get("host");
  if (host !== null && !isKnownHost(`http://${host}`)) {
    const message = `This deployment is not known as ${host}; its address is set by NEXTAUTH_URL.`;
    throw new RequestError(421, "unknown_host", message);
  }
  const origin = request.headers.get("origin");
  if (origin !== null && !isKnownHost(origin)) {
    throw new RequestError(403, "cross_site", "This can't be done from another site's page.");
  }
}

function isKnownHost(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { host, hostname } = new URL(url);
  const known = env().nextAuthUrl;
  const plain = hostname.replace(/^\[|\]$/g, "");
  return (
    isIP(plain) !== 0 || !hostname.includes(".") || (known !== undefined && new URL(known).host === host)
  );
}

export interface RequestLine {
  method: string;
  route: string;
  requestId: string;
  tenantId?: string | undefined;
  operation?: string | undefined;
}

/** Answers, and leaves one line in the log: who asked for what, with which outcome. Never what was in it. */
export async function answerLogged<A extends { status: number }>(
  line: RequestLine,
  answer: () => Promise<A>,
): Promise<A> {
  const started = performance.now();
  const response = await answer();
  const ms = Math.round(performance.now() - started);
  log.info({ ...line, status: response.status, ms }, "request");
  return response;
}
