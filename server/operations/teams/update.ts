import { z } from "zod";
import { Id } from "@/server/domain/schema";
import { refuseUnknownPolicy } from "@/server/domain/sla/names";
import { DefinitionName } from "@/server/domain/sla/schema";
import { updateTeam as update } from "@/server/domain/teams/changes";
import { findTeam } from "@/server/domain/teams/queries";
import { AssignmentStrategy, TeamDescription, TeamName, TeamView } from "@/server/domain/teams/schema";
import { teamView } from "@/server/domain/teams/view";
import { operation } from "../operation";

export const updateTeam = operation({
  name: "team.update",
  summary: "Rename a team or change how its tasks find their person",
  description: "The slug stays as it is: workflows name the team by it.",
  kind: "write",
  permission: "admin:teams",
  input: z.strictObject({
    teamId: Id,
    name: TeamName.optional(),
    description: TeamDescription.nullable().optional(),
    assignmentStrategy: AssignmentStrategy.optional(),
    sticky: z.boolean().optional().describe("Whether a customer comes back to whoever answered them last"),
    slaPolicy: DefinitionName.nullable().optional().describe("The SLA policy of its tasks, by name"),
  }),
  output: TeamView,
  rest: { method: "PATCH", path: "/teams/{teamId}" },
  async run({ actor, tx, now }, { teamId, ...change }) {
    const { tenantId } = actor;
    await refuseUnknownPolicy(tx, change.slaPolicy);
    await update({ tx, now, tenantId }, teamId, change);
    return teamView(await findTeam(tx, tenantId, teamId));
  },
});
