import { and, eq } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { workflows, workflowVersions } from "@/db/schema/workflows";
import type { Tx } from "@/db/tenancy";
import { type Actor, actorRef } from "@/server/platform/actor";
import { hashJson } from "@/server/platform/canonical";
import { newId } from "@/server/platform/ids";
import { findVersion, type WorkflowRow } from "./queries";

/** A definition that has been checked, as far as publishing looks into it. */
interface Publishable {
  title: string;
  description?: string;
}

/**
 * Publishes a checked definition under a name: a new version when it differs from the latest, else the same one.
 * @returns the workflow's row, and whether a version was made
 */
export async function publish(
  { tx, now, actor }: { tx: Tx; now: Date; actor: Actor },
  name: string,
  definition: Publishable,
): Promise<{ workflow: WorkflowRow; created: boolean }> {
  const { tenantId } = actor;
  const described = { title: definition.title, description: definition.description ?? null };
  const fresh = {
    id: newId(),
    tenantId,
    name,
    ...described,
    latestVersion: 0,
    createdAt: now,
    updatedAt: now,
  };
  await tx.insert(workflows).values(fresh).onConflictDoNothing();
  const [workflow] = await tx.select().from(workflows).where(eq(workflows.name, name)).for("update");
  if (!workflow) throw new Error("a workflow was neither made nor found");
  const hash = hashJson(definition);
  if (workflow.latestVersion > 0 && (await findVersion(tx, workflow)).hash === hash) {
    return { workflow, created: false };
  }
  const version = workflow.latestVersion + 1;
  await tx.insert(workflowVersions).values({
    tenantId,
    workflowId: workflow.id,
    version,
    definition: definition as typeof workflowVersions.$inferInsert.definition,
    hash,
    createdBy: actorRef(actor),
    createdAt: now,
  });
  const [published] = await tx
    .update(workflows)
    .set({ ...described, latestVersion: version, updatedAt: now })
    .where(and(eq(workflows.tenantId, tenantId), eq(workflows.id, workflow.id)))
    .returning();
  if (!published) throw new Error("a locked workflow is gone");
  noteChange(tx, tenantId, "workspace", workflow.id);
  return { workflow: published, created: true };
}
