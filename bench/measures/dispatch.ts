import { openServer } from "../contenders/server";
import { openLoop } from "../load";
import type { Figures, Measure } from "../measure";
import { QUESTION } from "../workflows";

export const dispatch: Measure = {
  name: "dispatch",
  title: "Dispatch: POST /runs until its task can be read, at 100 a second",
  contenders: { orkestra },
  goals: [{ figure: "p95 ms", atMost: 100 }],
};

async function orkestra(): Promise<Figures> {
  const server = await openServer(50);
  const once = async () => {
    const run = await server.call<{ id: string }>("POST", "/runs", { workflow: "human", input: QUESTION });
    const { data } = await server.call<{ data: unknown[] }>("GET", `/tasks?runId=${run.id}`);
    if (data.length !== 1) throw new Error("the task can't be seen");
  };
  await openLoop(50, 3, once);
  const { perSecond, times, failed } = await openLoop(100, 15, once);
  await server.close();
  return { "runs/s": perSecond, "p50 ms": times.quantile(0.5), "p95 ms": times.quantile(0.95), failed };
}
