/** The shapes of what a task has to do with. Zod only: pages import this file. */
import { z } from "zod";
import { ConversationView, Participant } from "@/server/domain/conversations/schema";
import { LINK_KINDS, TaskStatus } from "@/server/domain/tasks/schema";

export const TaskBrief = z.object({
  id: z.string(),
  title: z.string(),
  status: TaskStatus,
  createdAt: z.string(),
  completedAt: z.string().nullable(),
});
export type TaskBrief = z.infer<typeof TaskBrief>;

/** A task that another has to do with. `from`: this one is the part or the duplicate of the other. */
export const TaskLink = z.object({
  task: TaskBrief,
  kind: z.enum(LINK_KINDS),
  direction: z.enum(["from", "to"]),
});
export type TaskLink = z.infer<typeof TaskLink>;

/** A task that another may be a duplicate of: for its customer, its title, or only because it is recent. */
export const Original = TaskBrief.extend({
  customer: z.string().nullable(),
  because: z.enum(["customer", "title", "recent"]),
});
export type Original = z.infer<typeof Original>;

/** The customer of a task's conversation, with what they came with before. */
export const CustomerView = z.object({
  participant: Participant,
  channel: z.string(),
  conversations: z.array(ConversationView.pick({ id: true, channel: true, status: true, createdAt: true })),
  tasks: z.array(TaskBrief),
});
export type CustomerView = z.infer<typeof CustomerView>;
