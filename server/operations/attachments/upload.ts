import { z } from "zod";
import { keepAttachment } from "@/server/domain/attachments/attach";
import { AttachmentView, MAX_ATTACHMENT_BYTES } from "@/server/domain/attachments/schema";
import { attachmentView } from "@/server/domain/attachments/view";
import { operation } from "../operation";

const MAX_BASE64 = Math.ceil(MAX_ATTACHMENT_BYTES / 3) * 4;

export const uploadAttachment = operation({
  name: "attachment.upload",
  summary: "Upload a file that a message will carry",
  description:
    "Send the file as the body, with its name as `?name=`; or as JSON, with the content in base64. It waits a day for the message that names it in `attachmentIds`. Pictures, PDF, office documents, text, audio and MP4 up to 10 MB; what a file is, its content decides.",
  kind: "write",
  permission: "conversations:write",
  input: z.strictObject({
    name: z
      .string()
      .trim()
      .min(1, "must not be empty")
      .max(200)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a name must not have
      .regex(/^[^/\\\u0000-\u001f\u007f]*$/, "must be a name without slashes and control characters"),
    content: z.string().max(MAX_BASE64, "is longer than 10 MB").refine(isBase64, "must be base64"),
  }),
  output: AttachmentView,
  rest: {
    method: "POST",
    path: "/attachments",
    status: () => 201,
    takesFile: { field: "content", maxBytes: MAX_ATTACHMENT_BYTES },
  },
  async run({ actor, tx, now }, { name, content }) {
    return attachmentView(await keepAttachment({ tx, now, actor }, name, Buffer.from(content, "base64")));
  },
});

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}
