import { z } from "zod";
import { delegate } from "@/server/domain/members/delegation";
import { findMember } from "@/server/domain/members/queries";
import { MemberView } from "@/server/domain/members/schema";
import { memberView } from "@/server/domain/members/view";
import { Id } from "@/server/domain/schema";
import { forbidden } from "@/server/platform/errors";
import { operation } from "../operation";

export const delegateDecisions = operation({
  name: "member.delegate",
  summary: "Give one's decisions to another member for whenever one is out of the office",
  description:
    "For one's own seat, or as an admin for anybody's. As long as one's availability is `out`, and not after `until`, whoever gets them decides in one's place, and both names are recorded. They may be passed on 5 times, and never in a circle. `to` null takes it back.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({
    userId: Id,
    to: Id.nullable(),
    until: z.iso.datetime({ offset: true }).optional(),
  }),
  output: MemberView,
  rest: { method: "PUT", path: "/members/{userId}/delegate" },
  async run({ actor, tx, now }, { userId, to, until }) {
    await findMember(tx, actor.tenantId, userId);
    if (actor.userId !== userId && !actor.permissions.has("admin:users")) {
      throw forbidden("Only they themselves or an admin may give their decisions to somebody.");
    }
    await delegate({ tx, now, actor }, userId, to, until ? new Date(until) : null);
    return memberView(await findMember(tx, actor.tenantId, userId), now);
  },
});
