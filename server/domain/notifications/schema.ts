/** The shapes of a notification that doors and pages share. Zod only: pages import this file. */
import { z } from "zod";
import { Sentence } from "@/server/domain/schema";

export const NOTICE_KINDS = [
  "task.assigned",
  "task.escalated",
  "task.woken",
  "task.customerWrote",
  "task.mentioned",
  "run.notice",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

const Kinds = z.array(z.enum(NOTICE_KINDS, { error: `must be one of ${NOTICE_KINDS.join(", ")}` })).max(50);

/** What somebody wants to hear nothing of, by channel. */
export const MutedNotices = z.strictObject({ dashboard: Kinds, email: Kinds });
export type MutedNotices = z.infer<typeof MutedNotices>;

export const NotificationView = z.object({
  id: z.string(),
  kind: z.enum(NOTICE_KINDS),
  title: Sentence,
  body: z.string(),
  path: z.string().describe("The page where something can be done about it"),
  createdAt: z.string(),
  readAt: z.string().nullable(),
});
export type NotificationView = z.infer<typeof NotificationView>;
