import { conflict } from "@/server/platform/errors";
import type { WorkflowRow } from "./queries";

/** @throws Conflict (`workflow_paused`, `workflow_archived`) when a workflow starts no runs just now */
export function allowStart({ name, status }: Pick<WorkflowRow, "name" | "status">): void {
  if (status === "active") return;
  const message =
    status === "paused"
      ? `The workflow ${name} is paused: it starts no runs until it is resumed.`
      : `The workflow ${name} is archived: it starts no runs any more.`;
  throw conflict(`workflow_${status}`, message, { workflow: name, status });
}

/** @throws Conflict when an archived workflow is paused or resumed: it has to come back first */
export function allowStatus({ name, status }: Pick<WorkflowRow, "name" | "status">, verb: string): void {
  if (status !== "archived" || verb === "unarchive") return;
  throw conflict("workflow_archived", `The workflow ${name} is archived: take it back first.`, {
    workflow: name,
    status,
  });
}
