import { z } from "zod";
import { dropAttachment } from "@/server/domain/attachments/attach";
import { Id } from "@/server/domain/schema";
import { notFound } from "@/server/platform/errors";
import { operation } from "../operation";

export const dropAttachmentOperation = operation({
  name: "attachment.drop",
  summary: "Take back an upload that no message carries",
  kind: "write",
  permission: "conversations:write",
  input: z.strictObject({ attachmentId: Id }),
  output: z.object({ id: z.string() }),
  rest: { method: "DELETE", path: "/attachments/{attachmentId}" },
  async run({ tx }, { attachmentId }) {
    if (!(await dropAttachment(tx, attachmentId))) throw notFound("attachment", attachmentId);
    return { id: attachmentId };
  },
});
