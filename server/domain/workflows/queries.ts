import { and, asc, desc, eq, gt, inArray, sql } from "drizzle-orm";
import { workflows, workflowVersions } from "@/db/schema/workflows";
import { prepared, type Tx } from "@/db/tenancy";
import { decodeIdCursor, pageById } from "@/server/domain/paging";
import { notFound } from "@/server/platform/errors";
import type { WorkflowStatus } from "./schema";

export type WorkflowRow = typeof workflows.$inferSelect;

const workflowByName = prepared((tx) =>
  tx
    .select()
    .from(workflows)
    .where(eq(workflows.name, sql.placeholder("name"))),
);

/** @throws NotFound */
export async function findWorkflow(tx: Tx, name: string): Promise<WorkflowRow> {
  const [row] = await workflowByName(tx, { name });
  if (!row) throw notFound("workflow", name);
  return row;
}

/** @throws NotFound */
export async function findVersion(tx: Tx, workflow: WorkflowRow, version = workflow.latestVersion) {
  const [row] = await tx
    .select()
    .from(workflowVersions)
    .where(and(eq(workflowVersions.workflowId, workflow.id), eq(workflowVersions.version, version)));
  if (!row) throw notFound("version", `${workflow.name} ${version}`);
  return row;
}

/** Every version without its definition, newest first. */
export async function listVersions(tx: Tx, workflow: WorkflowRow) {
  return tx
    .select({
      version: workflowVersions.version,
      createdAt: workflowVersions.createdAt,
      createdBy: workflowVersions.createdBy,
    })
    .from(workflowVersions)
    .where(eq(workflowVersions.workflowId, workflow.id))
    .orderBy(desc(workflowVersions.version));
}

export async function listWorkflows(
  tx: Tx,
  filter: { status: WorkflowStatus[] },
  page: { limit: number; cursor?: string | undefined },
) {
  const rows = await tx
    .select()
    .from(workflows)
    .where(
      and(
        inArray(workflows.status, filter.status),
        page.cursor ? gt(workflows.id, decodeIdCursor(page.cursor)) : undefined,
      ),
    )
    .orderBy(asc(workflows.id))
    .limit(page.limit + 1);
  return pageById(rows, page.limit);
}
