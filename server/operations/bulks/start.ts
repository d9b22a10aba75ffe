import { z } from "zod";
import { showBulk, startBulk } from "@/server/domain/bulks/queries";
import { BulkAction, BulkView, MAX_BULK } from "@/server/domain/bulks/schema";
import { meantBy } from "@/server/domain/inbox/condition";
import { taskIds } from "@/server/domain/inbox/page";
import { TASK_FILTER } from "@/server/domain/inbox/schema";
import { Id } from "@/server/domain/schema";
import { invalid } from "@/server/platform/errors";
import { operation } from "../operation";

export const startBulkOperation = operation({
  name: "bulk.start",
  summary: "Do one thing to many tasks",
  description: `Claim, release, reassign, snooze, cancel, or change the priority of tasks that are named, or of all that a filter means, ${MAX_BULK} at most. They are done one by one by a job: each has its own outcome, and \`bulk.get\` says how far it is.`,
  kind: "write",
  permission: "tasks:write",
  input: z
    .strictObject({
      action: BulkAction.refine(
        ({ type }) => type !== "undo",
        "Use `bulk.undo` with the id of what to take back",
      ),
      taskIds: z.array(Id).min(1).max(MAX_BULK).optional(),
      filter: z.strictObject(TASK_FILTER).optional(),
    })
    .refine(({ taskIds, filter }) => (taskIds === undefined) !== (filter === undefined), {
      error: "Name the tasks, or give a filter",
      path: ["taskIds"],
    }),
  output: BulkView,
  rest: { method: "POST", path: "/bulks", status: () => 202 },
  async run({ actor, tx, now }, { action, taskIds: named, filter = {} }) {
    const ids = named ? [...new Set(named)] : await everything();
    return showBulk(tx, actor, await startBulk(tx, now, actor, { action, taskIds: ids }));

    async function everything(): Promise<string[]> {
      const meant = await meantBy(tx, { actor, now }, filter);
      const { ids, nextCursor } = await taskIds(tx, meant, { sort: "oldest", limit: MAX_BULK });
      if (nextCursor === null) return ids;
      const message = `means more than ${MAX_BULK} tasks; narrow it`;
      throw invalid(`The filter ${message}.`, [{ path: "filter", message }]);
    }
  },
});
