import { z } from "zod";
import { Id } from "@/server/domain/schema";
import { deleteTeam as remove } from "@/server/domain/teams/changes";
import { operation } from "../operation";

export const deleteTeam = operation({
  name: "team.delete",
  summary: "Delete a team",
  description: "Only without open tasks; what it did stays in the timelines.",
  kind: "write",
  permission: "admin:teams",
  input: z.strictObject({ teamId: Id }),
  output: z.object({ id: z.string(), deleted: z.literal(true) }),
  rest: { method: "DELETE", path: "/teams/{teamId}" },
  async run({ actor, tx, now }, { teamId }) {
    await remove({ tx, now, tenantId: actor.tenantId }, teamId);
    return { id: teamId, deleted: true as const };
  },
});
