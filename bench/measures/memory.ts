import { setTimeout as delay } from "node:timers/promises";
import { openProduction } from "../contenders/production";
import { closedLoop } from "../load";
import type { Figures, Ground, Measure } from "../measure";
import { ANSWER, QUESTION } from "../workflows";

const PAGES = ["/", "/signin", "/docs/api"];

export const memory: Measure = {
  name: "memory",
  title: "Memory of the whole product in one process (pages, API, worker): idle, and under the human loop over REST at 64 connections",
  rounds: 1,
  smallerIsBetter: ["started MB", "idle MB", "loaded MB"],
  contenders: { orkestra },
  goals: [
    { figure: "idle MB", atMost: 300 },
    { figure: "loaded MB", atMost: 700 },
  ],
};

async function orkestra(ground: Ground): Promise<Figures> {
  const server = await openProduction(ground, 64);
  await delay(5_000);
  const started = server.memory();
  // What a page needs is loaded when the first asks for it.
  for (const page of PAGES) await (await fetch(server.url + page)).text();
  await delay(20_000);
  const idle = server.memory();
  let most = idle;
  const watching = setInterval(() => {
    most = Math.max(most, server.memory());
  }, 500);
  const { perSecond } = await closedLoop(64, 20, async () => {
    const body = { workflow: "human", input: QUESTION };
    const run = await server.call<{ waitingFor: { taskId: string }[] }>("POST", "/runs", body);
    await server.call("POST", `/tasks/${run.waitingFor[0]?.taskId}/complete`, { formData: ANSWER });
  });
  clearInterval(watching);
  await server.close();
  return { "started MB": started, "idle MB": idle, "loaded MB": most, "runs/s meanwhile": perSecond };
}
