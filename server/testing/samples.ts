import type { OperationName } from "@/server/doors/catalogue";
import { accounts } from "./samples/accounts";
import { answers } from "./samples/answers";
import { conversations } from "./samples/conversations";
import { inbox } from "./samples/inbox";
import { members } from "./samples/members";
import { runs } from "./samples/runs";
import type { Sample } from "./samples/sample";
import { sla } from "./samples/sla";
import { tasks } from "./samples/tasks";
import { triggers } from "./samples/triggers";
import { workflows } from "./samples/workflows";

/** One input for every operation there is, by which each is tried through every door. */
export const SAMPLES = {
  ...accounts,
  ...answers,
  ...conversations,
  ...inbox,
  ...members,
  ...runs,
  ...sla,
  ...tasks,
  ...triggers,
  ...workflows,
} satisfies Record<OperationName, Sample>;
