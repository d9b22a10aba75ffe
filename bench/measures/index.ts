import type { Measure } from "../measure";
import { answerToDone } from "./answer-to-done";
import { breaker } from "./breaker";
import { dispatch } from "./dispatch";
import { humanLoop, humanLoopRest } from "./human-loop";
import { jobSteps } from "./job-steps";
import { memory } from "./memory";
import { million } from "./million";
import { noopSteps } from "./noop-steps";
import { pages } from "./pages";
import { webhooks } from "./webhooks";
import { restRead, restStart, restSteady } from "./rest";
import { streams } from "./streams";

/** Every measure, in the order in which they are printed. */
export const MEASURES: Measure[] = [
  noopSteps,
  jobSteps,
  humanLoop,
  humanLoopRest,
  answerToDone,
  restRead,
  restStart,
  restSteady,
  dispatch,
  breaker,
  webhooks,
  million,
  memory,
  streams,
  pages,
];
