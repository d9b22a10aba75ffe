import { dbosLoop, type HumanLoop, orkestraLoop, orkestraRestLoop, restateLoop } from "../contenders/human";
import { closedLoop, Times } from "../load";
import type { Figures, Measure } from "../measure";

const AT_ONCE = 64;
const WARM_SECONDS = 3;
const SECONDS = 8;

export const humanLoop: Measure = {
  name: "human-loop",
  title: "Human loop (start, step, wait for an answer, step, done) in process, 64 at once",
  contenders: {
    orkestra: () => measured(orkestraLoop()),
    dbos: (ground) => measured(dbosLoop(ground)),
    restate: (ground) => measured(restateLoop(ground, AT_ONCE)),
  },
  goals: [
    { figure: "runs/s", against: { contender: "dbos", times: 3 } },
    { figure: "runs/s", against: { contender: "restate", times: 1.2 } },
  ],
};

export const humanLoopRest: Measure = {
  name: "human-loop-rest",
  title: "The same over HTTP, keep-alive, 64 at once",
  contenders: {
    orkestra: () => measured(orkestraRestLoop(AT_ONCE)),
    restate: (ground) => measured(restateLoop(ground, AT_ONCE)),
  },
  goals: [{ figure: "runs/s", against: { contender: "restate", times: 1 } }],
};

async function measured(opening: Promise<HumanLoop>): Promise<Figures> {
  const loop = await opening;
  const answering = new Times();
  const once = async () => {
    const asked = await loop.ask();
    const began = performance.now();
    await loop.answer(asked);
    answering.add(performance.now() - began);
  };
  await closedLoop(AT_ONCE, WARM_SECONDS, once);
  const { perSecond, cpuMs } = await closedLoop(AT_ONCE, SECONDS, once);
  await loop.close();
  return {
    "runs/s": perSecond,
    "answer to done p50 ms": answering.quantile(0.5),
    "answer to done p99 ms": answering.quantile(0.99),
    "CPU ms a run": cpuMs,
  };
}
