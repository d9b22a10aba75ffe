import { readFileSync } from "node:fs";
import { type Change, changesOfLastSeconds, changesSince, subscribeChanges } from "@/db/change-feed";
import { callerOfRequest } from "@/server/auth/request";
import type { Actor } from "@/server/platform/actor";
import { isAppError, tooMany, unauthenticated } from "@/server/platform/errors";
import { log } from "@/server/platform/log";
import type { Permission } from "@/server/platform/permissions";
import { problemResponse, RequestError } from "./errors";
import { requestIdOf } from "./http";

/**
 * This often a page is told that its stream is alive, which also keeps proxies from closing a quiet one, and its caller is
 * looked at again.
 */
const HEARTBEAT_MS = 15_000;
const BEAT = "event: beat\ndata: {}\n\n";
/** Events that may wait for a slow reader; what comes past them is dropped, and it is told to fetch everything. */
const MAX_BACKLOG = 512;
const RESET = "event: reset\ndata: {}\n\n";
/** A page's data is this old at most when its stream opens; what changed since is told at once. */
const FIRST_SECONDS = 20;
/** What a reader should wait before it opens its stream again, in milliseconds. */
const RETRY_MS = 2_000;

/** Which build this process serves: a page of another one lacks what it has not fetched yet. */
const BUILD = buildId();

/** What one needs to hear of a topic. */
const TOPICS: Record<Change["topic"], Permission | "own" | "anybody"> = {
  task: "tasks:read",
  presence: "tasks:read",
  run: "runs:read",
  conversation: "conversations:read",
  // A notification's entity is the user it is for.
  notification: "own",
  view: "tasks:read",
  bulk: "tasks:read",
  workspace: "anybody",
};

/** Each costs a connection and a place in the feed: more than people's tabs and a bot's processes need is a mistake. */
const MAX_OF_ONE = 100;

interface Opened {
  actorId: string;
  end: () => void;
}

// One list a process, whichever bundle serves them: the one that stops the process ends them all.
const shared = globalThis as { __orkestraStreams?: Set<Opened> };
shared.__orkestraStreams ??= new Set();
const open = shared.__orkestraStreams;

/**
 * Answers `GET /api/stream` with server-sent events: `{ topic, id }` for whatever changes in the caller's tenant. The
 * event's own id resumes a stream (`Last-Event-ID`); `event: reset` says that too much was missed, so fetch all;
 * `event: build` comes first and names the build of the pages.
 */
export async function handleStream(request: Request): Promise<Response> {
  return openStream(request, HEARTBEAT_MS);
}

/** The same with a heartbeat of one's own. */
export async function openStream(request: Request, heartbeatMs: number): Promise<Response> {
  const requestId = requestIdOf(request);
  try {
    if (request.method !== "GET" && request.method !== "HEAD") {
      const message = `${request.method} does not work here; GET does.`;
      throw new RequestError(405, "method_not_allowed", message, { Allow: "GET, HEAD" });
    }
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
    return new Response(streamOf({ request, actor, heartbeatMs }), { headers });
  } catch (error) {
    return problemResponse(error, requestId);
  }
}

function buildId(): string {
  try {
    return readFileSync(".next/BUILD_ID", "utf8").trim();
  } catch {
    return "development";
  }
}

/** Ends every stream of this process; readers come back and resume. */
export function closeStreams(): void {
  for (const { end } of [...open]) end();
}

async function streamCaller(request: Request): Promise<Actor> {
  const caller = await callerOfRequest(request);
  if (caller.type === "visitor") throw unauthenticated("Sign in, or send an API key as a bearer token.");
  const mine = [...open].filter(({ actorId }) => actorId === caller.id).length;
  if (mine >= MAX_OF_ONE) throw tooMany(`You have ${mine} streams open here; close one first.`, 15);
  return caller;
}

interface Reader {
  request: Request;
  actor: Actor;
  heartbeatMs: number;
}

function streamOf(reader: Reader): ReadableStream<Uint8Array> {
  let joined: Joined | undefined;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        joined = join(controller, reader);
      },
      pull: () => joined?.drained(),
      cancel: () => joined?.end(),
    },
    new CountQueuingStrategy({ highWaterMark: MAX_BACKLOG }),
  );
}

interface Joined {
  end: () => void;
  /** The reader has room again. */
  drained: () => void;
}

/** Joins a reader to the feed, until it goes away or is sent away. */
function join(
  out: ReadableStreamDefaultController<Uint8Array>,
  { request, actor, heartbeatMs }: Reader,
): Joined {
  const encoder = new TextEncoder();
  const leaving: (() => void)[] = [];
  let ended = false;
  let behind = false;
  /** Changes that come while the missed ones are being read. */
  let early: Change[] | undefined = [];
  /** The missed ones; the feed may come to them later. */
  const caughtUp = new Set<number>();

  const end = () => {
    if (ended) return;
    ended = true;
    for (const leave of leaving) leave();
    try {
      out.close();
    } catch {
      // Cancelled by its reader: closed already.
    }
  };
  const send = (text: string) => {
    if (ended || behind) return;
    behind = (out.desiredSize ?? 0) <= 0;
    if (!behind) out.enqueue(encoder.encode(text));
  };
  const drained = () => {
    if (!behind) return;
    behind = false;
    send(RESET);
  };
  const tell = (change: Change) => {
    if (early) early.push(change);
    else if (!caughtUp.delete(change.id) && mayHear(actor, change)) send(eventOf(change));
  };

  const opened = { actorId: actor.id, end };
  open.add(opened);
  leaving.push(() => open.delete(opened));
  const subscription = subscribeChanges(actor.tenantId, tell);
  leaving.push(subscription.stop);
  leaving.push(
    beat(heartbeatMs, async () => {
      send(BEAT);
      if (!(await stillWelcome(request, actor))) end();
    }),
  );
  request.signal.addEventListener("abort", end);
  leaving.push(() => request.signal.removeEventListener("abort", end));

  send(`retry: ${RETRY_MS}\n\nevent: build\ndata: ${BUILD}\n\n`);
  void subscription.ready.then(async () => {
    const changes = await missed(request, actor);
    if (!changes) send(RESET);
    const came = early ?? [];
    early = undefined;
    for (const change of changes ?? []) tell(change);
    for (const { id } of changes ?? []) caughtUp.add(id);
    for (const change of came) tell(change);
  });
  return { end, drained };
}

function beat(ms: number, act: () => Promise<void>): () => void {
  const timer = setInterval(() => void act(), ms);
  timer.unref();
  return () => clearInterval(timer);
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
