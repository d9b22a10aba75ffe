import { z } from "zod";
import { Id } from "@/server/domain/schema";
import { findTeam } from "@/server/domain/teams/queries";
import { TeamView } from "@/server/domain/teams/schema";
import { teamView } from "@/server/domain/teams/view";
import { operation } from "../operation";

export const getTeam = operation({
  name: "team.get",
  summary: "Get a team",
  kind: "read",
  permission: "members:read",
  input: z.strictObject({ teamId: Id }),
  output: TeamView,
  rest: { method: "GET", path: "/teams/{teamId}" },
  async run({ actor, tx }, { teamId }) {
    return teamView(await findTeam(tx, actor.tenantId, teamId));
  },
});
