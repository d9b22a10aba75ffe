import { z } from "zod";
import { countViews } from "@/server/domain/inbox/counts";
import { COUNTED_VIEWS, MAX_COUNTED_TASKS } from "@/server/domain/inbox/schema";
import { operation } from "../operation";

export const taskCounts = operation({
  name: "task.counts",
  summary: "Count the open tasks of each inbox view",
  description: `Counting stops at ${MAX_COUNTED_TASKS}: that many means "at least".`,
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({}),
  output: z.record(z.enum(COUNTED_VIEWS), z.number().int()),
  rest: { method: "GET", path: "/tasks/counts" },
  run: ({ actor, tx, now }) => countViews(tx, { actor, now }),
});
