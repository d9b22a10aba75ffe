import { withSystem } from "@/db/tenancy";
import { EXECUTORS } from "@/server/engine/shell/execute-step";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { sql } from "drizzle-orm";
import { closedLoop, until } from "../load";
import type { Figures, Measure } from "../measure";
import { FIVE_JOBS } from "../workflows";

const RUNS = 600;
const STEPS = 5;

export const jobSteps: Measure = {
  name: "job-steps",
  title: `5 job steps, each a hop through the queue and without HTTP: ${RUNS} runs started at once`,
  contenders: { orkestra, dbos },
  goals: [{ figure: "steps/s", against: { contender: "dbos", times: 1.5 } }],
};

async function orkestra(): Promise<Figures> {
  // In this process the kind that leaves the database does nothing outside: what is measured is the way there and back.
  EXECUTORS.http = async () => ({ status: 200 });
  const { openOrkestra } = await import("../contenders/orkestra");
  const { bot, close } = await openOrkestra({ jobs: FIVE_JOBS });
  const batch = async (runs: number) => {
    let left = runs;
    await closedLoop(64, 600, async () => {
      if (left-- <= 0) return Promise.reject(new Error("all started"));
      return perform(operations.run.start, bot, { workflow: "jobs" });
    }).catch(() => undefined);
    await until(noneOpen);
  };
  await batch(100);
  const began = performance.now();
  await batch(RUNS);
  const seconds = (performance.now() - began) / 1000;
  await close();
  return { "steps/s": (RUNS * STEPS) / seconds, "runs/s": RUNS / seconds };
}

async function noneOpen(): Promise<boolean> {
  const [row] = await withSystem("bench", (tx) => tx.execute<{ open: boolean }>(sql`select exists (select from runs where ended_at is null) as open`));
  return row?.open === false;
}

async function dbos({ databaseUrl }: { databaseUrl: string }): Promise<Figures> {
  const { DBOS } = await import("@dbos-inc/dbos-sdk");
  const { openDbos } = await import("../contenders/dbos");
  const five = DBOS.registerWorkflow(
    async () => {
      for (let step = 1; step <= STEPS; step++) await DBOS.runStep(async () => step, { name: `s${step}` });
    },
    { name: "five" },
  );
  const close = await openDbos(databaseUrl, () => undefined);
  const batch = async (runs: number) => {
    const handles = await Promise.all(Array.from({ length: runs }, () => DBOS.startWorkflow(five)()));
    await Promise.all(handles.map((handle) => handle.getResult()));
  };
  await batch(100);
  const began = performance.now();
  await batch(RUNS);
  const seconds = (performance.now() - began) / 1000;
  await close();
  return { "steps/s": (RUNS * STEPS) / seconds, "runs/s": RUNS / seconds };
}
