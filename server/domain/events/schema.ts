/** The events that Orkestra tells of. Zod only: pages import this file. */
import { z } from "zod";

export const EVENT_NAMES = [
  "task.created",
  "task.completed",
  "task.expired",
  "task.cancelled",
  "run.completed",
  "run.failed",
  "run.cancelled",
  "conversation.created",
  "conversation.message",
  "conversation.handoff",
  "conversation.closed",
  "conversation.reopened",
  "conversation.archived",
  "signal.sent",
] as const;

export const EventName = z.enum(EVENT_NAMES);
export type EventName = z.infer<typeof EventName>;
