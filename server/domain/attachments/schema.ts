/** The shapes of attachments that doors and pages share. Zod only: pages import this file. */
import { z } from "zod";

/** A message carries at most so many. */
export const MAX_ATTACHMENTS = 10;

/** One may be this long, in bytes. */
export const MAX_ATTACHMENT_BYTES = 10 * 1024 * 1024;

/** Names by which file pickers offer what can be attached; what a file really is, its content decides. */
export const ATTACHABLE =
  ".png,.jpg,.jpeg,.gif,.webp,.heic,.pdf,.docx,.xlsx,.pptx,.txt,.log,.md,.csv,.json,.ogg,.mp3,.m4a,.mp4";

export const AttachmentView = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  /** In bytes. */
  size: z.number().int(),
  /** Where its content is, beside the API's other paths. */
  url: z.string(),
});
export type AttachmentView = z.infer<typeof AttachmentView>;

/** Attachments that were uploaded and go with a message. */
export const AttachmentIds = z
  .array(z.uuid({ error: "must be an id (a UUID)" }))
  .max(MAX_ATTACHMENTS, `A message carries at most ${MAX_ATTACHMENTS} attachments`)
  .refine((ids) => new Set(ids).size === ids.length, "names an attachment twice");
