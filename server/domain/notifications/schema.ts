/** The shapes of a notification that doors and pages share. Zod only: pages import this file. */
import { z } from "zod";

export const NotificationView = z.object({
  id: z.string(),
  kind: z.enum([
    "task.assigned",
    "task.escalated",
    "task.woken",
    "task.customerWrote",
    "task.mentioned",
    "run.notice",
  ]),
  title: z.string(),
  body: z.string(),
  path: z.string().describe("The page where something can be done about it"),
  createdAt: z.string(),
  readAt: z.string().nullable(),
});
export type NotificationView = z.infer<typeof NotificationView>;
