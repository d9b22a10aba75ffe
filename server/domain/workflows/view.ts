import type { findVersion, listVersions, WorkflowRow } from "./queries";
import type { WorkflowSummary, WorkflowView } from "./schema";

export function workflowSummary(row: WorkflowRow): WorkflowSummary {
  return {
    id: row.id,
    name: row.name,
    title: row.title,
    description: row.description,
    version: row.latestVersion,
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
