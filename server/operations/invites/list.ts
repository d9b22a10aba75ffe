import { z } from "zod";
import { listInvites as listOpen } from "@/server/domain/members/invites";
import { InviteView } from "@/server/domain/members/schema";
import { inviteView } from "@/server/domain/members/view";
import { PageInput, pageOf } from "@/server/domain/schema";
import { operation } from "../operation";

export const listInvites = operation({
  name: "invite.list",
  summary: "List open invitations",
  description: "Newest first, with those that ran out within the last 30 days.",
  kind: "read",
  permission: "admin:users",
  input: z.strictObject(PageInput),
  output: pageOf(InviteView),
  rest: { method: "GET", path: "/invites" },
  async run({ actor, tx, now }, page) {
    const { rows, nextCursor } = await listOpen(tx, now, actor.tenantId, page);
    return { data: rows.map((row) => inviteView(row, now)), nextCursor };
  },
});
