import { z } from "zod";
import { noteChange } from "@/db/changes";
import { removePhoto as dropPhoto, keepPhoto, photoOf } from "@/server/domain/members/photos";
import { findMember, type MemberRecord } from "@/server/domain/members/queries";
import { mayManage } from "@/server/domain/members/rules";
import { MAX_PHOTO_BYTES, MemberView } from "@/server/domain/members/schema";
import { memberView } from "@/server/domain/members/view";
import { Id } from "@/server/domain/schema";
import type { Actor } from "@/server/platform/actor";
import { forbidden } from "@/server/platform/errors";
import { operation } from "../operation";

const MAX_BASE64 = Math.ceil(MAX_PHOTO_BYTES / 3) * 4;

export const getPhoto = operation({
  name: "member.photo",
  summary: "Get a member's photo",
  description: "Answers with the picture itself.",
  kind: "read",
  permission: "members:read",
  input: z.strictObject({ userId: Id }),
  output: z.object({
    mediaType: z.string(),
    /** In base64. */
    content: z.string(),
  }),
  rest: {
    method: "GET",
    path: "/members/{userId}/photo",
    givesFile: (photo) => ({ ...photo, name: "photo", inline: true }),
  },
  async run({ actor, tx }, { userId }) {
    const { mediaType, content } = await photoOf(tx, actor.tenantId, userId);
    return { mediaType, content: content.toString("base64") };
  },
});

export const setPhoto = operation({
  name: "member.setPhoto",
  summary: "Set a member's photo in this workspace",
  description:
    "One's own, or that of somebody whom one manages. Send the picture as the body, or as JSON in base64: PNG, JPEG, GIF or WebP up to 1 MB. What it is, its content decides.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({
    userId: Id,
    content: z.string().max(MAX_BASE64, "is larger than 1 MB").base64("must be base64"),
  }),
  output: MemberView,
  rest: {
    method: "PUT",
    path: "/members/{userId}/photo",
    takesFile: { field: "content", maxBytes: MAX_PHOTO_BYTES },
  },
  async run({ actor, tx, now }, { userId, content }) {
    refuseOthers(actor, await findMember(tx, actor.tenantId, userId));
    await keepPhoto(tx, now, actor.tenantId, userId, Buffer.from(content, "base64"));
    noteChange(tx, actor.tenantId, "workspace", userId);
    return memberView(await findMember(tx, actor.tenantId, userId), now);
  },
});

export const removePhoto = operation({
  name: "member.removePhoto",
  summary: "Remove a member's photo in this workspace",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({ userId: Id }),
  output: MemberView,
  rest: { method: "DELETE", path: "/members/{userId}/photo" },
  async run({ actor, tx, now }, { userId }) {
    refuseOthers(actor, await findMember(tx, actor.tenantId, userId));
    await dropPhoto(tx, now, actor.tenantId, userId);
    noteChange(tx, actor.tenantId, "workspace", userId);
    return memberView(await findMember(tx, actor.tenantId, userId), now);
  },
});

function refuseOthers(actor: Actor, { member }: MemberRecord): void {
  if (member.userId === actor.userId) return;
  if (!actor.permissions.has("admin:users") || !mayManage(actor, member.role)) {
    throw forbidden("You may change your own photo, and those of members whom you manage.");
  }
}
