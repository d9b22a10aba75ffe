import { z } from "zod";
import { revokeInvite as revoke } from "@/server/domain/members/invites";
import { InviteView } from "@/server/domain/members/schema";
import { inviteView } from "@/server/domain/members/view";
import { Id } from "@/server/domain/schema";
import { operation } from "../operation";

export const revokeInvite = operation({
  name: "invite.revoke",
  summary: "Withdraw an invitation",
  kind: "write",
  permission: "admin:users",
  input: z.strictObject({ inviteId: Id }),
  output: InviteView,
  rest: { method: "DELETE", path: "/invites/{inviteId}" },
  async run({ actor, tx, now }, { inviteId }) {
    return inviteView(await revoke(tx, now, actor.tenantId, inviteId), now);
  },
});
