import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { httpClient } from "../http-load";
import { closedLoop } from "../load";
import type { Figures, Measure } from "../measure";
import { FIVE_STEPS } from "../workflows";

const AT_ONCE = 64;
const WARM_SECONDS = 3;
const SECONDS = 8;

export const noopSteps: Measure = {
  name: "noop-steps",
  title: "5 no-op steps in process, 64 at once",
  contenders: { orkestra, dbos, restate },
  goals: [
    { figure: "runs/s", against: { contender: "dbos", times: 5 } },
    { figure: "runs/s", against: { contender: "restate", times: 2 } },
  ],
};

async function measured(act: () => Promise<unknown>): Promise<Figures> {
  await closedLoop(AT_ONCE, WARM_SECONDS, act);
  const { perSecond, times, cpuMs } = await closedLoop(AT_ONCE, SECONDS, act);
  return { "runs/s": perSecond, "p50 ms": times.quantile(0.5), "p99 ms": times.quantile(0.99), "CPU ms a run": cpuMs };
}

async function orkestra(): Promise<Figures> {
  const { openOrkestra } = await import("../contenders/orkestra");
  const { bot, close } = await openOrkestra({ five: FIVE_STEPS });
  const figures = await measured(async () => {
    const run = await perform(operations.run.start, bot, { workflow: "five" });
    if (run.status !== "completed") throw new Error(`a run is ${run.status}`);
  });
  await close();
  return figures;
}

async function dbos({ databaseUrl }: { databaseUrl: string }): Promise<Figures> {
  const { DBOS } = await import("@dbos-inc/dbos-sdk");
  const { openDbos } = await import("../contenders/dbos");
  const five = DBOS.registerWorkflow(
    async () => {
      let n = 0;
      for (let step = 1; step <= 5; step++) n = await DBOS.runStep(async () => step, { name: `s${step}` });
      return n;
    },
    { name: "five" },
  );
  const close = await openDbos(databaseUrl, () => undefined);
  const figures = await measured(async () => (await DBOS.startWorkflow(five)()).getResult());
  await close();
  return figures;
}

async function restate({ folder }: { folder: string }): Promise<Figures> {
  const { service } = await import("@restatedev/restate-sdk");
  const { openRestate } = await import("../contenders/restate");
  const five = service({
    name: "five",
    handlers: {
      run: async (ctx: import("@restatedev/restate-sdk").Context) => {
        let n = 0;
        for (let step = 1; step <= 5; step++) n = await ctx.run(`s${step}`, async () => step);
        return n;
      },
    },
  });
  const { ingress, close } = await openRestate(folder, [five]);
  const client = httpClient(AT_ONCE);
  const figures = await measured(() => client.json("POST", `${ingress}/five/run`, {}));
  await client.close();
  await close();
  return figures;
}
