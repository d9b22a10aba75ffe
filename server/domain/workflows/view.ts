import type { findVersion, listVersions, WorkflowRow } from "./queries";
import type { DraftView, WorkflowSummary, WorkflowView } from "./schema";

export function workflowSummary(row: WorkflowRow): WorkflowSummary {
  return {
    id: row.id,
    name: row.name,
    title: row.title,
    description: row.description,
    version: row.latestVersion,
    status: row.status,
    concurrency: row.concurrency,
    slaPolicy: row.slaPolicy,
    hasDraft: row.draft !== null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

type Version = Awaited<ReturnType<typeof findVersion>>;
type Versions = Awaited<ReturnType<typeof listVersions>>;

/** A workflow with one version's definition and the list of all its versions. */
export function workflowView(row: WorkflowRow, shown: Version, versions: Versions): WorkflowView {
  return {
    ...workflowSummary(row),
    version: shown.version,
    definition: shown.definition as unknown as WorkflowView["definition"],
    versions: versions.map((v) => ({ ...v, createdAt: v.createdAt.toISOString() })),
  };
}

type Problems = Pick<DraftView, "problems" | "warnings">;

/** What is being worked on, with what is wrong with it. */
export function draftView(row: WorkflowRow & { draft: object }, { problems, warnings }: Problems): DraftView {
  if (!row.draftAt || !row.draftBy) throw new Error("a draft was kept without who made it");
  return {
    name: row.name,
    definition: row.draft as DraftView["definition"],
    valid: problems.length === 0,
    problems,
    warnings,
    basedOn: row.latestVersion,
    updatedAt: row.draftAt.toISOString(),
    updatedBy: row.draftBy,
  };
}
