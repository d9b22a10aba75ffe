import { addToTeam } from "@/server/domain/teams/changes";
import { findTeam } from "@/server/domain/teams/queries";
import { TeamSeat, TeamView } from "@/server/domain/teams/schema";
import { teamView } from "@/server/domain/teams/view";
import { operation } from "../operation";

export const addTeamMember = operation({
  name: "team.addMember",
  summary: "Put a member into a team",
  kind: "write",
  permission: "admin:teams",
  input: TeamSeat,
  output: TeamView,
  rest: { method: "PUT", path: "/teams/{teamId}/members/{userId}" },
  async run({ actor, tx, now }, { teamId, userId }) {
    const { tenantId } = actor;
    await addToTeam({ tx, now, tenantId }, teamId, userId);
    return teamView(await findTeam(tx, tenantId, teamId));
  },
});
