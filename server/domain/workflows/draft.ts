import { and, eq } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { workflows } from "@/db/schema/workflows";
import type { Tx } from "@/db/tenancy";
import { type Actor, actorRef } from "@/server/platform/actor";
import { AppError, conflict } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { findWorkflow, type WorkflowRow } from "./queries";

type Draft = NonNullable<WorkflowRow["draft"]>;
type WithDraft = WorkflowRow & { draft: Draft };

/**
 * Keeps what is being worked on under a name, whatever it is. The first draft of a name makes the workflow.
 * @param since when the draft that the writer knows was saved, null for none; undefined overwrites whatever there is
 * @throws Conflict (`draft_changed`) when there is another one than the writer knows
 */
export async function saveDraft(
  { tx, now, actor }: { tx: Tx; now: Date; actor: Actor },
  name: string,
  draft: Draft,
  since?: string | null,
): Promise<WithDraft> {
  const { tenantId } = actor;
  if (since !== undefined) await refuseUnknown(tx, name, since);
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

async function refuseUnknown(tx: Tx, name: string, since: string | null): Promise<void> {
  const [row] = await tx
    .select({ at: workflows.draftAt, by: workflows.draftBy })
    .from(workflows)
    .where(eq(workflows.name, name))
    .for("update");
  const at = row?.at?.toISOString() ?? null;
  if (at === (since && new Date(since).toISOString())) return;
  const message = at
    ? `${row?.by?.name ?? "Somebody"} saved this draft since you began.`
    : "The draft was published or discarded since you began.";
  throw conflict("draft_changed", message, { name, savedAt: at });
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
