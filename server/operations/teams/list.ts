import { z } from "zod";
import { Id, PageInput, pageOf } from "@/server/domain/schema";
import { listTeams as listPage } from "@/server/domain/teams/queries";
import { TeamView } from "@/server/domain/teams/schema";
import { teamView } from "@/server/domain/teams/view";
import { operation } from "../operation";

export const listTeams = operation({
  name: "team.list",
  summary: "List teams",
  description: "By name. Filters add up.",
  kind: "read",
  permission: "members:read",
  input: z.strictObject({
    query: z.string().trim().max(200).optional().describe("Words of the name or slug"),
    memberId: Id.optional().describe("Only teams that this user belongs to"),
    ...PageInput,
  }),
  output: pageOf(TeamView),
  rest: { method: "GET", path: "/teams" },
  mcp: { tool: "team_list" },
  async run({ actor, tx }, { limit, cursor, ...filter }) {
    const { rows, nextCursor } = await listPage(tx, actor.tenantId, filter, { limit, cursor });
    return { data: rows.map(teamView), nextCursor };
  },
});
