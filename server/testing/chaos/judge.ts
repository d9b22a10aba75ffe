import type { Ground } from "./ground";
import { judgeLeftovers, judgeTimers } from "./judge-rows";
import { judgeRuns } from "./judge-runs";
import { judgeTasks } from "./judge-tasks";
import type { Started } from "./load";
import type { Receiver } from "./receiver";

/** What may not happen: something vanished, happened twice, was not done in its time, or is not as it must be. */
export type Wrong = "lost" | "duplicate" | "deadline" | "wrong" | "left over";

export interface Violation {
  wrong: Wrong;
  words: string;
  runId?: string;
}

export interface Case {
  ground: Ground;
  started: Started[];
  receiver: Receiver;
}

export interface Verdict {
  violations: Violation[];
  runsEnded: number;
  eventsReplayed: number;
  deadlinesFired: number;
  latestSeconds: number;
}

/** Looks at everything that is left when all is over, in the database and at the receiver, and says what is wrong. */
export async function judge(found: Case): Promise<Verdict> {
  const violations: Violation[] = [];
  const say = (wrong: Wrong, words: string, runId?: string) =>
    violations.push({ wrong, words, ...(runId === undefined ? {} : { runId }) });
  const { runsEnded, eventsReplayed } = await judgeRuns(found, say);
  await judgeTasks(found, say);
  const { deadlinesFired, latestSeconds } = await judgeTimers(found, say);
  await judgeLeftovers(found, say);
  return { violations, runsEnded, eventsReplayed, deadlinesFired, latestSeconds };
}

export type Say = (wrong: Wrong, words: string, runId?: string) => void;
