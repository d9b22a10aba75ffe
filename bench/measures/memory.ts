import { setTimeout as delay } from "node:timers/promises";
import { openServer } from "../contenders/server";
import { closedLoop } from "../load";
import type { Figures, Measure } from "../measure";
import { ANSWER, QUESTION } from "../workflows";

const MEGABYTE = 1024 * 1024;

export const memory: Measure = {
  name: "memory",
  title: "Memory of a process: idle, and under the human loop over REST at 64 connections",
  smallerIsBetter: ["idle MB", "loaded MB"],
  contenders: { orkestra },
  goals: [
    { figure: "idle MB", atMost: 300 },
    { figure: "loaded MB", atMost: 700 },
  ],
};

async function orkestra(): Promise<Figures> {
  const server = await openServer(64);
  await delay(5_000);
  const idle = await server.memory();
  let most = idle;
  const watching = setInterval(async () => (most = Math.max(most, await server.memory())), 500);
  await closedLoop(64, 20, async () => {
    const body = { workflow: "human", input: QUESTION };
    const run = await server.call<{ waitingFor: { taskId: string }[] }>("POST", "/runs", body);
    await server.call("POST", `/tasks/${run.waitingFor[0]?.taskId}/complete`, { formData: ANSWER });
  });
  clearInterval(watching);
  await server.close();
  return { "idle MB": idle / MEGABYTE, "loaded MB": most / MEGABYTE };
}
