import { and, eq, sql } from "drizzle-orm";
import { taskDrafts } from "@/db/schema/task-work";
import { post, prepared, type Tx } from "@/db/tenancy";
import { conflict } from "@/server/platform/errors";
import type { TaskDraft } from "./schema";

interface Owner {
  tenantId: string;
  taskId: string;
  userId: string;
}

const isOf = ({ taskId, userId }: Owner) => and(eq(taskDrafts.taskId, taskId), eq(taskDrafts.userId, userId));

/** What somebody has written for a task and not sent. */
export async function findDraft(tx: Tx, owner: Owner): Promise<TaskDraft | null> {
  const [row] = await tx.select().from(taskDrafts).where(isOf(owner));
  return row ? draftView(row) : null;
}

interface Written {
  formData: Record<string, unknown>;
  device: string;
  revision: number;
  /** When the draft that the writer knows was saved; absent if they know of none. */
  since?: string | undefined;
}

/**
 * Keeps a draft.
 * @throws Conflict (`draft_elsewhere`) with the draft when another device has saved one that the writer does not know
 */
export async function saveDraft(tx: Tx, now: Date, owner: Owner, written: Written): Promise<Date> {
  const { formData, device, revision, since } = written;
  const [known] = await tx.select().from(taskDrafts).where(isOf(owner)).for("update");
  if (known && known.device !== device && known.updatedAt.toISOString() !== since) {
    throw conflict("draft_elsewhere", "You have written another draft on another device since.", {
      draft: draftView(known),
    });
  }
  const kept = { formData, device, revision, updatedAt: now };
  await tx
    .insert(taskDrafts)
    .values({ ...owner, ...kept })
    .onConflictDoUpdate({ target: [taskDrafts.tenantId, taskDrafts.taskId, taskDrafts.userId], set: kept });
  return now;
}

const remove = prepared((tx) =>
  tx
    .delete(taskDrafts)
    .where(
      and(eq(taskDrafts.taskId, sql.placeholder("taskId")), eq(taskDrafts.userId, sql.placeholder("userId"))),
    ),
);

/** Throws a draft away: it was sent, or is not wanted. */
export function discardDraft(tx: Tx, { taskId, userId }: Omit<Owner, "tenantId">): void {
  post(remove(tx, { taskId, userId }));
}

function draftView({ formData, device, revision, updatedAt }: typeof taskDrafts.$inferSelect): TaskDraft {
  return {
    formData: formData as TaskDraft["formData"],
    device,
    revision,
    savedAt: updatedAt.toISOString(),
  };
}
