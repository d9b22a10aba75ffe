import { and, eq } from "drizzle-orm";
import { workflowVersions } from "@/db/schema/workflows";
import type { Tx } from "@/db/tenancy";
import type { Definition } from "@/server/engine/core/definition";

interface VersionRef {
  tenantId: string;
  workflowId: string;
  version: number;
}

/** Versions never change, so a process keeps those it used last: the core compiles each definition once. */
const KEPT = 500;
const kept = new Map<string, Definition>();

/** The definition of one version. @throws when it does not exist, which its foreign keys rule out */
export async function loadDefinition(
  tx: Tx,
  { tenantId, workflowId, version }: VersionRef,
): Promise<Definition> {
  const key = `${tenantId}/${workflowId}/${version}`;
  const known = kept.get(key);
  if (known) return known;
  const [row] = await tx
    .select({ definition: workflowVersions.definition })
    .from(workflowVersions)
    .where(and(eq(workflowVersions.workflowId, workflowId), eq(workflowVersions.version, version)));
  if (!row) throw new Error(`version ${version} of workflow ${workflowId} is gone`);
  if (kept.size >= KEPT) {
    const oldest = kept.keys().next().value;
    if (oldest !== undefined) kept.delete(oldest);
  }
  kept.set(key, row.definition);
  return row.definition;
}
