import { z } from "zod";
import { allowStatus } from "@/server/domain/workflows/allow";
import { findWorkflow } from "@/server/domain/workflows/queries";
import { WorkflowName, type WorkflowStatus, WorkflowSummary } from "@/server/domain/workflows/schema";
import { changeWorkflow } from "@/server/domain/workflows/settings";
import { workflowSummary } from "@/server/domain/workflows/view";
import { operation } from "../operation";

/** The four ways between the states of a workflow are one: only the words and the target differ. */
function lifecycle(verb: string, status: WorkflowStatus, summary: string, description: string) {
  return operation({
    name: `workflow.${verb}`,
    summary,
    description,
    kind: "write",
    permission: "workflows:write",
    input: z.strictObject({ name: WorkflowName }),
    output: WorkflowSummary,
    rest: { method: "POST", path: `/workflows/{name}/${verb}` },
    mcp: { tool: `workflow_${verb}`, idempotent: true },
    async run({ tx, now }, { name }) {
      const workflow = await findWorkflow(tx, name);
      const isThere = verb === "unarchive" ? workflow.status !== "archived" : workflow.status === status;
      if (isThere) return workflowSummary(workflow);
      allowStatus(workflow, verb);
      return workflowSummary(await changeWorkflow({ tx, now }, name, { status }));
    },
  });
}

export const pauseWorkflow = lifecycle(
  "pause",
  "paused",
  "Let a workflow start no runs for a while",
  "Starts and triggers are refused with `workflow_paused`. Runs that are under way go on; those that are scheduled or queued wait until it is resumed.",
);

export const resumeWorkflow = lifecycle(
  "resume",
  "active",
  "Let a paused workflow start runs again",
  "Runs whose time came meanwhile begin now.",
);

export const archiveWorkflow = lifecycle(
  "archive",
  "archived",
  "Put a workflow away",
  "It starts no runs any more and is left out of lists. Its runs and versions stay.",
);

export const unarchiveWorkflow = lifecycle(
  "unarchive",
  "active",
  "Take a workflow back from the archive",
  "It starts runs again.",
);
