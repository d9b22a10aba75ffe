import { asc } from "drizzle-orm";
import { z } from "zod";
import { teams } from "@/db/schema/members";
import { countSaved, countTeams } from "@/server/domain/inbox/counts";
import { listViews, MAX_VIEWS } from "@/server/domain/inbox/saved-views";
import { MAX_COUNTED_TASKS } from "@/server/domain/inbox/schema";
import { operation } from "../operation";

/** Teams that are counted; a list of more is searched rather than looked at. */
const MAX_TEAMS = 50;

export const viewCounts = operation({
  name: "view.counts",
  summary: "Count the tasks of each saved view, and each team's open ones",
  description: `Counting stops at ${MAX_COUNTED_TASKS}: that many means "at least".`,
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({}),
  output: z.object({
    views: z.record(z.string(), z.number().int()),
    teams: z.record(z.string(), z.number().int()),
  }),
  rest: { method: "GET", path: "/views/counts" },
  async run({ actor, tx, now }) {
    const named = await tx.select({ id: teams.id }).from(teams).orderBy(asc(teams.name)).limit(MAX_TEAMS);
    return {
      views: await countSaved(tx, { actor, now }, (await listViews(tx, actor)).slice(0, 2 * MAX_VIEWS)),
      teams: await countTeams(
        tx,
        { actor, now },
        named.map(({ id }) => id),
      ),
    };
  },
});
