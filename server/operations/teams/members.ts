import { z } from "zod";
import { Id, PageInput, pageOf } from "@/server/domain/schema";
import { findTeam, listTeamMembers as listPage } from "@/server/domain/teams/queries";
import { TeamMemberView } from "@/server/domain/teams/schema";
import { teamMemberView } from "@/server/domain/teams/view";
import { operation } from "../operation";

export const listTeamMembers = operation({
  name: "team.members",
  summary: "List a team's people",
  description: "By name, each with how many open tasks are with them.",
  kind: "read",
  permission: "members:read",
  input: z.strictObject({ teamId: Id, ...PageInput }),
  output: pageOf(TeamMemberView),
  rest: { method: "GET", path: "/teams/{teamId}/members" },
  mcp: { tool: "team_members" },
  async run({ actor, tx, now }, { teamId, limit, cursor }) {
    const { team } = await findTeam(tx, actor.tenantId, teamId);
    const { rows, nextCursor } = await listPage(tx, actor.tenantId, team.id, { limit, cursor });
    return { data: rows.map((row) => teamMemberView(row, now)), nextCursor };
  },
});
