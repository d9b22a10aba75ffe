import { z } from "zod";
import { meantBy } from "@/server/domain/inbox/condition";
import { inboxGroups } from "@/server/domain/inbox/groups";
import { InboxGroup, TASK_FILTER, TASK_GROUPINGS } from "@/server/domain/inbox/schema";
import { operation } from "../operation";

export const groupInbox = operation({
  name: "inbox.groups",
  summary: "Count tasks by status, team, assignee, priority or workflow",
  description:
    "A group's tasks are listed with its key in the filter of that name. Looks at the first 20,000 tasks.",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({ ...TASK_FILTER, by: z.enum(TASK_GROUPINGS) }),
  output: z.object({ data: z.array(InboxGroup) }),
  rest: { method: "GET", path: "/inbox/groups" },
  async run({ actor, tx, now }, { by, ...filter }) {
    return { data: await inboxGroups(tx, await meantBy(tx, { actor, now }, filter), by) };
  },
});
