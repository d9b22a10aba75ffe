import { z } from "zod";
import { countTasks } from "@/server/domain/tasks/queries";
import { operation } from "../operation";

const Count = z.number().int();

export const taskCounts = operation({
  name: "task.counts",
  summary: "Count the open tasks of each inbox view",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({}),
  output: z.object({ mine: Count, teams: Count, unassigned: Count, open: Count }),
  rest: { method: "GET", path: "/tasks/counts" },
  run: ({ actor, tx }) => countTasks(tx, actor),
});
