import { z } from "zod";
import { Skills } from "@/server/domain/tasks/schema";
import { changeTeamMember } from "@/server/domain/teams/changes";
import { findTeam } from "@/server/domain/teams/queries";
import { TeamSeat, TeamView } from "@/server/domain/teams/schema";
import { teamView } from "@/server/domain/teams/view";
import { operation } from "../operation";

export const updateTeamMember = operation({
  name: "team.updateMember",
  summary: "Say how much a team's member is given, and what they are good at",
  description: "Capacity is of this team's open tasks; skills are theirs in every team.",
  kind: "write",
  permission: "admin:teams",
  input: TeamSeat.extend({
    capacity: z.int().min(0).max(1_000).nullable().optional().describe("Null for any number"),
    skills: Skills.optional(),
  }),
  output: TeamView,
  rest: { method: "PATCH", path: "/teams/{teamId}/members/{userId}" },
  async run({ actor, tx, now }, { teamId, userId, ...change }) {
    const { tenantId } = actor;
    await changeTeamMember({ tx, now, tenantId }, { teamId, userId }, change);
    return teamView(await findTeam(tx, tenantId, teamId));
  },
});
