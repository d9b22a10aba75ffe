import { z } from "zod";
import { meantBy } from "@/server/domain/inbox/condition";
import { taskIds } from "@/server/domain/inbox/page";
import { inboxRows } from "@/server/domain/inbox/rows";
import { InboxRow, TASK_FILTER, TASK_SORTS } from "@/server/domain/inbox/schema";
import { PageInput, pageOf } from "@/server/domain/schema";
import { taskCaller } from "@/server/domain/tasks/queries";
import { operation } from "../operation";

export const listInbox = operation({
  name: "inbox.list",
  summary: "List tasks as lines of the inbox",
  description:
    "Takes what `task.list` takes, and answers with what fits in a line: who asks, their last words, the time left.",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({ ...TASK_FILTER, sort: z.enum(TASK_SORTS).default("deadline"), ...PageInput }),
  output: pageOf(InboxRow),
  rest: { method: "GET", path: "/inbox" },
  async run({ actor, tx, now }, { sort, limit, cursor, ...filter }) {
    const caller = await taskCaller(tx, actor);
    const meant = await meantBy(tx, { actor, now }, filter);
    const { ids, nextCursor } = await taskIds(tx, meant, { sort, limit, cursor });
    return { data: await inboxRows({ tx, now, actor }, ids, caller), nextCursor };
  },
});
