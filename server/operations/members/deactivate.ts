import { z } from "zod";
import { findMember } from "@/server/domain/members/queries";
import { MemberView } from "@/server/domain/members/schema";
import { changeSeat } from "@/server/domain/members/seats";
import { memberView } from "@/server/domain/members/view";
import { Id } from "@/server/domain/schema";
import { handBackTasksOf } from "@/server/domain/tasks/leave";
import { operation } from "../operation";

export const deactivateMember = operation({
  name: "member.deactivate",
  summary: "Take a member's access away",
  description: "They are out at their next request; their open tasks go back to the team's queue.",
  kind: "write",
  permission: "admin:users",
  input: z.strictObject({ userId: Id }),
  output: MemberView,
  rest: { method: "POST", path: "/members/{userId}/deactivate" },
  async run({ actor, tx, now }, { userId }) {
    await changeSeat({ tx, now, actor }, userId, { status: "inactive" });
    const member = await findMember(tx, actor.tenantId, userId);
    await handBackTasksOf({ tx, now, actor }, { id: userId, name: member.user.name });
    return memberView(member, now);
  },
});
