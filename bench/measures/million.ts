import { sql } from "drizzle-orm";
import { withSystem } from "@/db/tenancy";
import { sweepOnce } from "@/server/jobs/sweep";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { openOrkestra, type Orkestra } from "../contenders/orkestra";
import { fill } from "../fill";
import { Times } from "../load";
import type { Figures, Measure } from "../measure";
import { HUMAN_LOOP, QUESTION } from "../workflows";

const FINISHED = Number(process.env.BENCH_FINISHED ?? 1_000_000);
const OPEN = Number(process.env.BENCH_OPEN ?? 100_000);
const TIMES = 200;

export const million: Measure = {
  name: "million",
  title: `${FINISHED.toLocaleString("en")} finished tasks with their runs and histories, ${OPEN.toLocaleString("en")} open ones with deadlines`,
  rounds: 1,
  smallerIsBetter: ["database GB"],
  contenders: { orkestra },
  goals: [
    { figure: "database GB", atMost: 10 },
    ...["list by deadline", "list newest", "claim", "sweep"].map((what) => ({ figure: `${what}, full ÷ empty`, atMost: 2 })),
  ],
};

async function orkestra({ databaseUrl }: { databaseUrl: string }): Promise<Figures> {
  const orkestra = await openOrkestra({ human: HUMAN_LOOP });
  await start(orkestra, TIMES * 2);
  const empty = await timed(orkestra);
  await fill(databaseUrl, orkestra.bot.tenantId, { finished: FINISHED, open: OPEN });
  await start(orkestra, TIMES * 2);
  const full = await timed(orkestra);
  const [row] = await withSystem("bench", (tx) =>
    tx.execute<{ bytes: string }>(sql`select pg_database_size(current_database()) as bytes`),
  );
  await orkestra.close();
  const figures: Figures = { "database GB": Number(row?.bytes) / 1024 ** 3 };
  for (const [what, ms] of Object.entries(full)) {
    figures[`${what}, empty ms`] = empty[what] as number;
    figures[`${what}, full ms`] = ms;
    figures[`${what}, full ÷ empty`] = ms / (empty[what] as number);
  }
  return figures;
}

async function start({ bot }: Orkestra, count: number): Promise<void> {
  for (let n = 0; n < count; n++) await perform(operations.run.start, bot, { workflow: "human", input: QUESTION });
}

/** What each query takes in milliseconds, one at a time: the fastest tenth stays within it, so that what else the machine does is not in it. */
async function timed({ person }: Orkestra): Promise<Figures> {
  const { data } = await perform(operations.task.list, person, { view: "unassigned", sort: "newest", limit: TIMES });
  const ids = data.map((task) => task.id);
  return {
    "list by deadline": await typical(() => perform(operations.task.list, person, { view: "open", sort: "deadline", limit: 50 })),
    "list newest": await typical(() => perform(operations.task.list, person, { view: "open", limit: 50 })),
    claim: await typical(() => perform(operations.task.claim, person, { taskId: ids.pop() as string })),
    sweep: await typical(sweepOnce),
  };
}

async function typical(act: () => Promise<unknown>): Promise<number> {
  const times = new Times();
  for (let n = 0; n < TIMES; n++) {
    const began = performance.now();
    await act();
    times.add(performance.now() - began);
  }
  return times.quantile(0.1);
}
