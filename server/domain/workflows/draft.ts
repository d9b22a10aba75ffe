import { and, eq } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { workflows } from "@/db/schema/workflows";
import type { Tx } from "@/db/tenancy";
import { type Actor, actorRef } from "@/server/platform/actor";
import { AppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { findWorkflow, type WorkflowRow } from "./queries";

type Draft = NonNullable<WorkflowRow["draft"]>;
type WithDraft = WorkflowRow & { draft: Draft };

/** Keeps what is being worked on under a name, whatever it is. The first draft of a name makes the workflow. */
export async function saveDraft(
  { tx, now, actor }: { tx: Tx; now: Date; actor: Actor },
  name: string,
  draft: Draft,
): Promise<WithDraft> {
  const { tenantId } = actor;
  const kept = { draft, draftBy: actorRef(actor), draftAt: now, updatedAt: now };
  const title = typeof draft.title === "string" && draft.title.trim() ? draft.title.slice(0, 200) : name;
  const [row] = await tx
    .insert(workflows)
    .values({ id: newId(), tenantId, name, title, latestVersion: 0, createdAt: now, ...kept })
    .onConflictDoUpdate({ target: [workflows.tenantId, workflows.name], set: kept })
    .returning();
  if (!row) throw new Error("a draft was not kept");
  noteChange(tx, tenantId, "workspace", row.id);
  return { ...row, draft };
}

/** @throws NotFound when there is no such workflow, or nothing that was not published */
export async function findDraft(tx: Tx, name: string, lock?: "for update"): Promise<WithDraft> {
  const { id } = await findWorkflow(tx, name);
  const query = tx.select().from(workflows).where(eq(workflows.id, id));
  const [row] = lock ? await query.for("update") : await query;
  if (row?.draft) return { ...row, draft: row.draft };
  throw new AppError({
    kind: "NotFound",
    code: "draft_not_found",
    message: `The workflow ${name} has no draft: what there is of it is published.`,
    details: { name },
  });
}

/** Forgets a draft that was published or thrown away; a workflow that was nothing else goes with it. */
export async function dropDraft(tx: Tx, workflowId: string): Promise<void> {
  const none = { draft: null, draftBy: null, draftAt: null };
  await tx.update(workflows).set(none).where(eq(workflows.id, workflowId));
  await tx.delete(workflows).where(and(eq(workflows.id, workflowId), eq(workflows.latestVersion, 0)));
}
