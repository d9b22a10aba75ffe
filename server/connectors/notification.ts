import type { Locale } from "@/server/platform/locale";

/** News for one person, in words that every channel can carry. */
export interface Notification {
  tenantId: string;
  kind:
    | "task.assigned"
    | "task.escalated"
    | "task.woken"
    | "task.customerWrote"
    | "task.mentioned"
    | "run.notice"
    | "invite"
    | "password.reset";
  /** `locale`: what they read; English where it is not known. */
  recipient: { name: string; email?: string; locale?: Locale | null };
  /** One line: what happened. */
  title: string;
  /** What it is about, e.g. the task's title; plain text, may have several lines. */
  body: string;
  /** The page where the recipient can act. */
  url: string;
  /** The workspace it comes from, as its people call it. */
  workspace?: string;
  /** The same for every attempt to send this notification, different for every other one. */
  idempotencyKey: string;
}
