import { setTimeout as delay } from "node:timers/promises";
import { dbosLoop, type HumanLoop, orkestraLoop, orkestraRestLoop, restateLoop } from "../contenders/human";
import { Times } from "../load";
import type { Figures, Measure } from "../measure";

const WARM_RUNS = 30;
const RUNS = 150;
/** Long enough for every contender's run to have come to its wait. */
const THINKING_MS = 25;

export const answerToDone: Measure = {
  name: "answer-to-done",
  title: "Answer to done, one at a time",
  smallerIsBetter: ["p50 ms", "p99 ms"],
  contenders: {
    orkestra: () => measured(orkestraLoop()),
    "orkestra over REST": () => measured(orkestraRestLoop(1)),
    dbos: (ground) => measured(dbosLoop(ground)),
    restate: (ground) => measured(restateLoop(ground, 1)),
  },
  goals: [
    { figure: "p50 ms", against: { contender: "dbos", times: 1 } },
    { figure: "p50 ms", against: { contender: "restate", times: 1 } },
  ],
};

async function measured(opening: Promise<HumanLoop>): Promise<Figures> {
  const loop = await opening;
  const times = new Times();
  for (let run = 0; run < WARM_RUNS + RUNS; run++) {
    const asked = await loop.ask();
    await delay(THINKING_MS);
    const began = performance.now();
    await loop.answer(asked);
    if (run >= WARM_RUNS) times.add(performance.now() - began);
  }
  await loop.close();
  return { "p50 ms": times.quantile(0.5), "p99 ms": times.quantile(0.99) };
}
