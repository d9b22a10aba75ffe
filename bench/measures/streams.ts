import { connect, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { openServer, type Server } from "../contenders/server";
import { Times, until } from "../load";
import type { Figures, Measure } from "../measure";
import { QUESTION } from "../workflows";

const MEGABYTE = 1024 * 1024;
/** Streams that one caller may have open. */
const STREAMS_OF_ONE = 100;
const CHANGES = 40;
const MS_BETWEEN = 250;

export const streams: Measure = {
  name: "streams",
  title: "Event streams of one process: what they cost, and how soon each of them tells of a change",
  smallerIsBetter: ["500: MB", "500: p50 ms", "500: p95 ms", "2000: MB", "2000: p95 ms"],
  contenders: { orkestra },
  goals: [
    { figure: "500: MB", atMost: 100 },
    { figure: "500: p95 ms", atMost: 250 },
    { figure: "2000: told of all", atLeast: 1 },
  ],
};

async function orkestra(): Promise<Figures> {
  const server = await openServer(16);
  const tasks = await Promise.all(Array.from({ length: CHANGES }, () => openTask(server)));
  const keys = await Promise.all(Array.from({ length: 20 }, (_, n) => makeKey(server, n)));
  // What a first stream and a first change cost belongs to the process.
  const first = await openStreams(server, [server.apiKey], 1);
  await tellAndHear(server, tasks, first);
  await close(first);
  const idle = await server.memory();

  const some = await openStreams(server, keys, 500);
  const few = await tellAndHear(server, tasks, some);
  const more = await openStreams(server, keys, 1_500);
  const many = await tellAndHear(server, tasks, [...some, ...more]);
  await close([...some, ...more]);
  await server.close();
  return {
    "500: MB": (few.memory - idle) / MEGABYTE,
    "500: p50 ms": few.times.quantile(0.5),
    "500: p95 ms": few.times.quantile(0.95),
    "2000: MB": (many.memory - idle) / MEGABYTE,
    "2000: p95 ms": many.times.quantile(0.95),
    "2000: told of all": many.share,
  };
}

async function openTask(server: Server): Promise<string> {
  const run = await server.call<{ waitingFor: { taskId: string }[] }>("POST", "/runs", { workflow: "human", input: QUESTION });
  return run.waitingFor[0]?.taskId as string;
}

async function makeKey(server: Server, n: number): Promise<string> {
  const scopes = ["tasks:read", "runs:read"];
  const { secret } = await server.call<{ secret: string }>("POST", "/keys", { name: `Reader ${n}`, scopes });
  return secret;
}

interface Stream {
  socket: Socket;
  /** Told when an event of this task comes. */
  heard: (taskId: string) => void;
}

/** Opens so many streams, as a browser or a bot does: one connection each, read as it comes. */
async function openStreams(server: Server, keys: string[], count: number): Promise<Stream[]> {
  const opened: Stream[] = [];
  for (let n = 0; n < count; n += STREAMS_OF_ONE) {
    const batch = Array.from({ length: Math.min(STREAMS_OF_ONE, count - n) }, (_, i) =>
      openStream(server, keys[i % keys.length] as string),
    );
    opened.push(...(await Promise.all(batch)));
  }
  // What happened shortly before a stream is opened is told in it: not what is measured here.
  await delay(3_000);
  return opened;
}

async function openStream({ origin }: Server, key: string): Promise<Stream> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  socket.write(`GET /api/stream HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${key}\r\n\r\n`);
  const stream: Stream = { socket, heard: () => undefined };
  const begun = Promise.withResolvers<void>();
  socket.on("error", begun.reject);
  socket.on("close", () => begun.reject(new Error("a stream was closed")));
  let last = "";
  socket.on("data", (chunk) => {
    // Few bytes at a time: what is cut in two is put together with what was left of the chunk before.
    const text = last + chunk.toString("latin1");
    if (text.includes("retry:")) begun.resolve();
    if (!text.startsWith("HTTP/1.1 200") && text.startsWith("HTTP/1.1")) begun.reject(new Error(text.slice(0, 300)));
    let end = 0;
    for (const found of text.matchAll(/"topic":"task","id":"([^"]+)"/g)) {
      stream.heard(found[1] as string);
      end = found.index + found[0].length;
    }
    last = text.slice(Math.max(end, text.length - 200));
  });
  await begun.promise;
  return stream;
}

/** Comments on one task after the other; times are from before the request until each stream has told of it. */
async function tellAndHear(server: Server, tasks: string[], all: Stream[]) {
  const times = new Times();
  const began = new Map<string, number>();
  let heard = 0;
  for (const stream of all) {
    const known = new Set<string>();
    stream.heard = (taskId) => {
      const since = began.get(taskId);
      if (since === undefined || known.has(taskId)) return;
      known.add(taskId);
      times.add(performance.now() - since);
      heard++;
    };
  }
  const wanted = all.length * tasks.length;
  let memory = 0;
  for (const taskId of tasks) {
    began.set(taskId, performance.now());
    await server.call("POST", `/tasks/${taskId}/comments`, { body: "Seen" });
    await delay(MS_BETWEEN);
    memory = Math.max(memory, await server.memory());
  }
  await until(async () => heard === wanted, 50, 10).catch(() => undefined);
  return { times, memory, share: heard / wanted };
}

async function close(all: Stream[]): Promise<void> {
  for (const { socket } of all) socket.removeAllListeners("close").destroy();
  await delay(500);
}
