import { z } from "zod";
import { findMember } from "@/server/domain/members/queries";
import { MemberView, RoleName } from "@/server/domain/members/schema";
import { changeSeat } from "@/server/domain/members/seats";
import { memberView } from "@/server/domain/members/view";
import { Id } from "@/server/domain/schema";
import { operation } from "../operation";

export const updateMember = operation({
  name: "member.update",
  summary: "Give a member another role",
  description: "Nobody manages above themselves, and the last owner stays one.",
  kind: "write",
  permission: "admin:users",
  input: z.strictObject({ userId: Id, role: RoleName }),
  output: MemberView,
  rest: { method: "PATCH", path: "/members/{userId}" },
  async run({ actor, tx, now }, { userId, role }) {
    await changeSeat({ tx, now, actor }, userId, { role });
    return memberView(await findMember(tx, actor.tenantId, userId), now);
  },
});
