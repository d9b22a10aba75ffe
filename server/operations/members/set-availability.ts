import { z } from "zod";
import { Availability } from "@/server/domain/assignment/schema";
import { setPresence } from "@/server/domain/members/availability";
import { findMember } from "@/server/domain/members/queries";
import { MemberView } from "@/server/domain/members/schema";
import { memberView } from "@/server/domain/members/view";
import { Id } from "@/server/domain/schema";
import { forbidden, invalid } from "@/server/platform/errors";
import { operation } from "../operation";

export const setAvailability = operation({
  name: "member.setAvailability",
  summary: "Say whether a member is there",
  description:
    "Away or out of the office they are given no tasks: what nobody has claimed goes to the next of its team, what they have claimed stays unless `handBackClaimed`. Without `userId` for oneself; for somebody else it needs admin:users.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({
    userId: Id.optional(),
    availability: Availability,
    until: z.iso
      .datetime({ offset: true, error: "must be a time such as 2026-12-01T08:00:00Z" })
      .nullable()
      .optional(),
    handBackClaimed: z.boolean().default(false),
  }),
  output: z.object({ member: MemberView, moved: z.int() }),
  rest: { method: "PUT", path: "/availability" },
  async run({ actor, tx, now }, { userId, availability, until, handBackClaimed }) {
    const who = userId ?? actor.userId;
    if (!who) {
      throw invalid("Say whose availability it is.", [{ path: "userId", message: "is required" }]);
    }
    if (who !== actor.userId && !actor.permissions.has("admin:users")) {
      throw forbidden("Only admins and owners say whether somebody else is there.");
    }
    const back = until ? new Date(until) : null;
    if (back && back <= now) throw invalid("That time is past.", [{ path: "until", message: "is past" }]);
    const moved = await setPresence({ tx, now, actor }, who, { availability, until: back, handBackClaimed });
    return { member: memberView(await findMember(tx, actor.tenantId, who), now), moved };
  },
});
