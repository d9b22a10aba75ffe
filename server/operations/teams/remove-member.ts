import { removeFromTeam } from "@/server/domain/teams/changes";
import { findTeam } from "@/server/domain/teams/queries";
import { TeamSeat, TeamView } from "@/server/domain/teams/schema";
import { teamView } from "@/server/domain/teams/view";
import { operation } from "../operation";

export const removeTeamMember = operation({
  name: "team.removeMember",
  summary: "Take a member out of a team",
  description: "Tasks that are with them stay with them.",
  kind: "write",
  permission: "admin:teams",
  input: TeamSeat,
  output: TeamView,
  rest: { method: "DELETE", path: "/teams/{teamId}/members/{userId}" },
  async run({ actor, tx, now }, { teamId, userId }) {
    const { tenantId } = actor;
    await removeFromTeam({ tx, now, tenantId }, teamId, userId);
    return teamView(await findTeam(tx, tenantId, teamId));
  },
});
