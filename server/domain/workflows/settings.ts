import { eq } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { workflows } from "@/db/schema/workflows";
import type { Tx } from "@/db/tenancy";
import { forgetSlaBook } from "@/server/domain/sla/book";
import { send } from "@/server/jobs/send";
import { findWorkflow, type WorkflowRow } from "./queries";
import type { WorkflowStatus } from "./schema";

/** Changes how a workflow is run, whatever its versions. Runs that waited for it may begin. @throws NotFound */
export async function changeWorkflow(
  { tx, now }: { tx: Tx; now: Date },
  name: string,
  change: {
    status?: WorkflowStatus;
    concurrency?: number | null | undefined;
    slaPolicy?: string | null | undefined;
  },
): Promise<WorkflowRow> {
  const { id, tenantId } = await findWorkflow(tx, name);
  const [row] = await tx
    .update(workflows)
    .set({ ...change, updatedAt: now })
    .where(eq(workflows.id, id))
    .returning();
  if (!row) throw new Error("a workflow that was found is gone");
  if (change.slaPolicy !== undefined) forgetSlaBook(tenantId);
  if (row.status === "active") send(tx, "run.admit", { tenantId });
  noteChange(tx, tenantId, "workspace", id);
  return row;
}
