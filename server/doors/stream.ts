import { type Change, changesOfLastSeconds, changesSince, subscribeChanges } from "@/db/change-feed";
import { callerOfRequest } from "@/server/auth/request";
import type { Actor } from "@/server/platform/actor";
import { isAppError, unauthenticated } from "@/server/platform/errors";
import { log } from "@/server/platform/log";
import type { Permission } from "@/server/platform/permissions";
import { problemResponse } from "./errors";
import { requestIdOf } from "./http";

/** A comment this often keeps proxies from closing a quiet stream, and its caller is looked at again. */
const HEARTBEAT_MS = 15_000;
/** Chunks that may wait for a slow reader; past this its stream ends, and it resumes when it comes back. */
const MAX_BACKLOG = 512;
/** A page's data is this old at most when its stream opens; what changed since is told at once. */
const FIRST_SECONDS = 20;
/** What a reader should wait before it opens its stream again, in milliseconds. */
const RETRY_MS = 2_000;

/** What one needs to hear of a topic. */
const TOPICS: Record<Change["topic"], Permission | "own" | "anybody"> = {
  task: "tasks:read",
  run: "runs:read",
  conversation: "conversations:read",
  // A notification's entity is the user it is for.
  notification: "own",
  workspace: "anybody",
};

// Next's bundle serves the streams, the server's closes them.
const shared = globalThis as { __orkestraStreams?: Set<() => void> };
shared.__orkestraStreams ??= new Set();
const open = shared.__orkestraStreams;

/**
 * Answers `GET /api/stream` with server-sent events: `{ topic, id }` for whatever changes in the caller's tenant. The
 * event's own id resumes a stream (`Last-Event-ID`); `event: reset` says that too much was missed, so fetch all.
 */
export async function handleStream(request: Request): Promise<Response> {
  const requestId = requestIdOf(request);
  try {
    const actor = await streamCaller(request);
    log.info(
      { method: "GET", route: "/api/stream", requestId, tenantId: actor.tenantId, status: 200 },
      "request",
    );
    const headers = {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-store, no-transform",
      // Proxies of nginx's kind would hold events back.
      "X-Accel-Buffering": "no",
      "X-Request-Id": requestId,
    };
    return new Response(streamOf(request, actor), { headers });
  } catch (error) {
    return problemResponse(error, requestId);
  }
}

/** Ends every stream of this process; readers come back and resume. */
export function closeStreams(): void {
  for (const end of [...open]) end();
}

async function streamCaller(request: Request): Promise<Actor> {
  const caller = await callerOfRequest(request);
  if (caller.type === "visitor") throw unauthenticated("Sign in, or send an API key as a bearer token.");
  return caller;
}

function streamOf(request: Request, actor: Actor): ReadableStream<Uint8Array> {
  let end = () => {};
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        end = begin(controller, request, actor);
      },
      cancel: () => end(),
    },
    new CountQueuingStrategy({ highWaterMark: MAX_BACKLOG }),
  );
}

/** Joins a reader to the feed. Returns the way to end it. */
function begin(out: ReadableStreamDefaultController<Uint8Array>, request: Request, actor: Actor): () => void {
  const encoder = new TextEncoder();
  let ended = false;
  /** Changes that came while the missed ones were being read. */
  let waiting: Change[] | undefined = [];

  const end = () => {
    if (ended) return;
    ended = true;
    open.delete(end);
    clearInterval(heartbeat);
    unsubscribe();
    request.signal.removeEventListener("abort", end);
    try {
      out.close();
    } catch {
      // Cancelled by its reader: closed already.
    }
  };
  const send = (text: string) => {
    if (ended) return;
    if ((out.desiredSize ?? 0) <= 0) return end();
    out.enqueue(encoder.encode(text));
  };
  const tell = (change: Change) => {
    if (waiting) waiting.push(change);
    else if (mayHear(actor, change)) send(eventOf(change));
  };

  const unsubscribe = subscribeChanges(actor.tenantId, tell);
  const heartbeat = setInterval(() => {
    send(": here\n\n");
    void stillWelcome(request, actor).then((welcome) => welcome || end());
  }, HEARTBEAT_MS);
  heartbeat.unref();
  open.add(end);
  request.signal.addEventListener("abort", end);

  send(`retry: ${RETRY_MS}\n\n`);
  void missed(request, actor).then((changes) => {
    const caughtUp = waiting ?? [];
    waiting = undefined;
    if (!changes) send("event: reset\ndata: {}\n\n");
    const sent = new Set<number>();
    for (const change of [...(changes ?? []), ...caughtUp]) {
      if (!sent.has(change.id)) tell(change);
      sent.add(change.id);
    }
  });
  return end;
}

/** Undefined when what was missed can't be told. */
async function missed(request: Request, actor: Actor): Promise<Change[] | undefined> {
  const last = request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("lastEventId");
  try {
    if (last === null) return await changesOfLastSeconds(actor.tenantId, FIRST_SECONDS);
    return /^\d{1,15}$/.test(last) ? await changesSince(actor.tenantId, Number(last)) : undefined;
  } catch (error) {
    log.debug({ err: error }, "missed changes not read; the reader fetches everything");
    return undefined;
  }
}

function mayHear(actor: Actor, { topic, entityId }: Change): boolean {
  const needed = TOPICS[topic];
  if (needed === "anybody") return true;
  return needed === "own" ? entityId === actor.userId : actor.permissions.has(needed);
}

function eventOf({ id, topic, entityId }: Change): string {
  return `id: ${id}\ndata: ${JSON.stringify({ topic, id: entityId })}\n\n`;
}

/** Whether the caller still is who opened the stream. A database out of reach is no reason to send anybody away. */
async function stillWelcome(request: Request, actor: Actor): Promise<boolean> {
  try {
    const caller = await callerOfRequest(request);
    return (
      caller.type !== "visitor" &&
      caller.tenantId === actor.tenantId &&
      caller.permissions.size === actor.permissions.size &&
      [...caller.permissions].every((permission) => actor.permissions.has(permission))
    );
  } catch (error) {
    return !(isAppError(error) && (error.kind === "Unauthenticated" || error.kind === "Forbidden"));
  }
}
