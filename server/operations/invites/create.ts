import { z } from "zod";
import { Email } from "@/server/domain/account/schema";
import { createInvite as invite } from "@/server/domain/members/invites";
import { mayManage } from "@/server/domain/members/rules";
import { InviteView, RoleName } from "@/server/domain/members/schema";
import { inviteView } from "@/server/domain/members/view";
import { Id } from "@/server/domain/schema";
import { send } from "@/server/jobs/send";
import { env } from "@/server/platform/env";
import { forbidden } from "@/server/platform/errors";
import { pageUrl } from "@/server/platform/page-url";
import { operation } from "../operation";

const TeamIds = z.array(Id).max(50).default([]).describe("Teams that whoever accepts is in from the start");

export const createInvite = operation({
  name: "invite.create",
  summary: "Invite somebody to the workspace",
  description:
    "The link is shown once and valid for 7 days; it is also mailed when e-mail is set up. An earlier invitation to the address stops working.",
  kind: "write",
  permission: "admin:users",
  input: z.strictObject({ email: Email, role: RoleName.default("member"), teamIds: TeamIds }),
  output: z.object({
    invite: InviteView,
    url: z.string().nullable().describe("Where to accept; null when the same request is repeated"),
    mailed: z.boolean(),
  }),
  rest: { method: "POST", path: "/invites", status: () => 201 },
  remembered: (output) => ({ ...output, url: null }),
  async run({ actor, tx, now }, { email, role, teamIds }) {
    if (!mayManage(actor, role))
      throw forbidden(`You may not make anybody ${role === "owner" ? "an owner" : "an admin"}.`);
    const { invite: created, token } = await invite({ tx, now, actor }, { email, role, teamIds });
    const mailed = env().resendApiKey !== undefined;
    if (mailed) send(tx, "invite.send", { tenantId: actor.tenantId, inviteId: created.id });
    return { invite: inviteView(created, now), url: pageUrl(`/invite/${token}`), mailed };
  },
});
