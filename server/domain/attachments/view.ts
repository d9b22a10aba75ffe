import type { AttachmentRow } from "./queries";
import type { AttachmentView } from "./schema";

export function attachmentView({ id, name, mediaType, size }: AttachmentRow): AttachmentView {
  return { id, name, mediaType, size, url: `/api/v1/attachments/${id}/content` };
}
