/** One act on many tasks. Zod only: pages import this file for its types. */
import { z } from "zod";
import { Sentence } from "@/server/domain/schema";
import { AssignTo, TaskPriority } from "@/server/domain/tasks/schema";
import type { Actor } from "@/server/platform/actor";
import type { Permission } from "@/server/platform/permissions";

/** Whoever asked, as a row keeps them. */
export type StoredActor = Omit<Actor, "permissions" | "tenantId"> & { permissions: Permission[] };

/** Tasks that one call acts on at most. */
export const MAX_BULK = 10_000;

export const BulkAction = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("claim") }),
  z.strictObject({ type: z.literal("release") }),
  z.strictObject({ type: z.literal("reassign"), assignTo: AssignTo }),
  z.strictObject({ type: z.literal("priority"), priority: TaskPriority }),
  z.strictObject({ type: z.literal("snooze"), until: z.iso.datetime({ offset: true }) }),
  z.strictObject({ type: z.literal("cancel"), reason: z.string().trim().min(1).max(2000).optional() }),
  z.strictObject({ type: z.literal("undo") }),
]);
export type BulkAction = z.infer<typeof BulkAction>;

export type BulkItemOutcome = "pending" | "done" | "refused";

export const BulkView = z.object({
  id: z.string(),
  action: BulkAction,
  total: z.number().int(),
  done: z.number().int(),
  refused: z.number().int(),
  finished: z.boolean(),
  /** Whether what it did can be taken back. */
  mayUndo: z.boolean(),
  /** The tasks that it could not be done to, the first 200 of them, with why. */
  problems: z.array(z.object({ taskId: z.string(), title: z.string(), problem: Sentence })),
  createdAt: z.string(),
});
export type BulkView = z.infer<typeof BulkView>;
