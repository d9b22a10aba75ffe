import { openNext } from "../contenders/next";
import { openServer, type Server } from "../contenders/server";
import { httpClient } from "../http-load";
import { closedLoop, openLoop } from "../load";
import type { Figures, Measure } from "../measure";
import { QUESTION } from "../workflows";

const CONNECTIONS = 50;
const WARM_SECONDS = 3;
const SECONDS = 8;
const THINGS = 200;

export const restRead: Measure = {
  name: "rest-read",
  title: "REST: GET /tasks/{id} at 50 connections, beside a plain Next.js route handler with one SELECT",
  contenders: { orkestra: () => withTasks((server, ids) => measured(() => server.call("GET", `/tasks/${any(ids)}`))), next },
  goals: [{ figure: "requests/s", against: { contender: "next", times: 3 } }],
};

export const restStart: Measure = {
  name: "rest-start",
  title: "REST: POST /runs at 50 connections, beside the same Next.js route handler",
  contenders: { orkestra: () => withServer((server) => measured(() => start(server))), next },
  goals: [{ figure: "requests/s", against: { contender: "next", times: 3 } }],
};

export const restSteady: Measure = {
  name: "rest-steady",
  title: "REST: 1,000 requests a second, nine reads of a task to one start of a run",
  contenders: { orkestra: () => withTasks(steady) },
  goals: [
    { figure: "requests/s", atLeast: 990 },
    { figure: "p95 ms", atMost: 200 },
  ],
};

async function steady(server: Server, ids: string[]): Promise<Figures> {
  let n = 0;
  const one = () => (++n % 10 === 0 ? start(server) : server.call("GET", `/tasks/${any(ids)}`));
  await openLoop(300, WARM_SECONDS, one);
  const { perSecond, times, failed } = await openLoop(1_000, SECONDS, one);
  return { "requests/s": perSecond, "p50 ms": times.quantile(0.5), "p95 ms": times.quantile(0.95), failed };
}

async function next({ databaseUrl }: { databaseUrl: string }): Promise<Figures> {
  const { url, close } = await openNext(databaseUrl, THINGS);
  const client = httpClient(CONNECTIONS);
  const figures = await measured(() => client.json("GET", `${url}/one/${1 + Math.floor(Math.random() * THINGS)}`, {}));
  await client.close();
  await close();
  return figures;
}

async function measured(act: () => Promise<unknown>): Promise<Figures> {
  await closedLoop(CONNECTIONS, WARM_SECONDS, act);
  const { perSecond, times, cpuMs } = await closedLoop(CONNECTIONS, SECONDS, act);
  return { "requests/s": perSecond, "p50 ms": times.quantile(0.5), "p95 ms": times.quantile(0.95), "CPU ms a request": cpuMs };
}

async function withServer(work: (server: Server) => Promise<Figures>): Promise<Figures> {
  const server = await openServer(CONNECTIONS);
  const figures = await work(server);
  await server.close();
  return figures;
}

function withTasks(work: (server: Server, taskIds: string[]) => Promise<Figures>): Promise<Figures> {
  return withServer(async (server) => {
    const ids: string[] = [];
    for (let n = 0; n < THINGS; n++) ids.push((await start(server)).waitingFor[0]?.taskId as string);
    return work(server, ids);
  });
}

const start = (server: Server) =>
  server.call<{ waitingFor: { taskId: string }[] }>("POST", "/runs", { workflow: "human", input: QUESTION });

const any = (ids: string[]) => ids[Math.floor(Math.random() * ids.length)];
