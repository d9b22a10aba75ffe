import { z } from "zod";
import { createTeam as create } from "@/server/domain/teams/changes";
import { findTeam } from "@/server/domain/teams/queries";
import {
  AssignmentStrategy,
  TeamDescription,
  TeamName,
  TeamSlug,
  TeamView,
} from "@/server/domain/teams/schema";
import { teamView } from "@/server/domain/teams/view";
import { operation } from "../operation";

export const createTeam = operation({
  name: "team.create",
  summary: "Make a team",
  description:
    "Workflows name a team by its slug; without one it is made from the name. No two teams have one name, in whatever case.",
  kind: "write",
  permission: "admin:teams",
  input: z.strictObject({
    name: TeamName,
    slug: TeamSlug.optional(),
    description: TeamDescription.nullish(),
    assignmentStrategy: AssignmentStrategy.default("manual"),
  }),
  output: TeamView,
  rest: { method: "POST", path: "/teams", status: () => 201 },
  async run({ actor, tx, now }, input) {
    const { tenantId } = actor;
    const teamId = await create({ tx, now, tenantId }, input);
    return teamView(await findTeam(tx, tenantId, teamId));
  },
});
