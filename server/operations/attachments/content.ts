import { z } from "zod";
import { findAttachment } from "@/server/domain/attachments/queries";
import { INLINE_TYPES } from "@/server/domain/attachments/rules";
import { fileStorage } from "@/server/domain/files/storage";
import { Id } from "@/server/domain/schema";
import { notFound } from "@/server/platform/errors";
import { operation } from "../operation";

export const attachmentContent = operation({
  name: "attachment.content",
  summary: "Download an attachment",
  description: "Answers with the file itself; pictures are shown, everything else is saved.",
  kind: "read",
  permission: "conversations:read",
  input: z.strictObject({ attachmentId: Id }),
  output: z.object({
    name: z.string(),
    mediaType: z.string(),
    /** In base64. */
    content: z.string(),
  }),
  rest: {
    method: "GET",
    path: "/attachments/{attachmentId}/content",
    givesFile: (file) => ({ ...file, inline: INLINE_TYPES.includes(file.mediaType) }),
  },
  async run({ actor, tx }, { attachmentId }) {
    const { name, mediaType, fileKey } = await findAttachment(tx, attachmentId);
    const content = await fileStorage.get(tx, actor.tenantId, fileKey);
    if (!content) throw notFound("attachment", attachmentId);
    return { name, mediaType, content: content.toString("base64") };
  },
});
