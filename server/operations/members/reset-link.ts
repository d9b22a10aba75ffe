import { z } from "zod";
import { withSystem } from "@/db/tenancy";
import { makeResetFor } from "@/server/domain/account/resets";
import { findMember } from "@/server/domain/members/queries";
import { mayManage } from "@/server/domain/members/rules";
import { Id } from "@/server/domain/schema";
import { conflict, forbidden } from "@/server/platform/errors";
import { pageUrl } from "@/server/platform/page-url";
import { operation } from "../operation";

export const makeResetLink = operation({
  name: "member.resetLink",
  summary: "Make a link by which a member sets a new password",
  description:
    "Shown once and valid for 24 hours; an earlier one stops working. Refused for members of other workspaces, whose password is not this workspace's to reset.",
  kind: "write",
  permission: "admin:users",
  input: z.strictObject({ userId: Id }),
  output: z.object({
    userId: z.string(),
    url: z.string().nullable().describe("Where to set it; null when the same request is repeated"),
    expiresAt: z.string(),
  }),
  rest: { method: "POST", path: "/members/{userId}/reset-link", status: () => 201 },
  remembered: (output) => ({ ...output, url: null }),
  async run({ actor, tx, now }, { userId }) {
    const { role, status } = (await findMember(tx, actor.tenantId, userId)).member;
    if (!mayManage(actor, role)) {
      throw forbidden(
        `Only an owner may reset the password of ${role === "owner" ? "an owner" : "an admin"}.`,
      );
    }
    if (userId === actor.userId) {
      throw conflict("own_password", "Change your own password in your profile, with the one you have.");
    }
    if (status !== "active") throw conflict("member_inactive", "Activate this member first.");
    // Resets are nobody's tenant's, so this transaction can't see them; a row without its answer opens nothing.
    const { token, expiresAt } = await withSystem("an admin makes a member's reset link", (system) =>
      makeResetFor(system, now, { userId, role, by: actor }),
    );
    return { userId, url: pageUrl(`/reset/${token}`), expiresAt: expiresAt.toISOString() };
  },
});
