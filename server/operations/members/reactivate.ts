import { z } from "zod";
import { findMember } from "@/server/domain/members/queries";
import { MemberView } from "@/server/domain/members/schema";
import { changeSeat } from "@/server/domain/members/seats";
import { memberView } from "@/server/domain/members/view";
import { Id } from "@/server/domain/schema";
import { operation } from "../operation";

export const reactivateMember = operation({
  name: "member.reactivate",
  summary: "Give a deactivated member access again",
  description: "With the role and the teams they had.",
  kind: "write",
  permission: "admin:users",
  input: z.strictObject({ userId: Id }),
  output: MemberView,
  rest: { method: "POST", path: "/members/{userId}/reactivate" },
  async run({ actor, tx, now }, { userId }) {
    await changeSeat({ tx, now, actor }, userId, { status: "active" });
    return memberView(await findMember(tx, actor.tenantId, userId), now);
  },
});
