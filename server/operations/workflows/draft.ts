import { z } from "zod";
import { findDraft } from "@/server/domain/workflows/draft";
import { DraftView, WorkflowName } from "@/server/domain/workflows/schema";
import { draftView } from "@/server/domain/workflows/view";
import { operation } from "../operation";
import { checkWhole } from "./check";

export const getWorkflowDraft = operation({
  name: "workflow.draft",
  summary: "Get the draft of a workflow, and what is wrong with it",
  kind: "read",
  permission: "workflows:read",
  input: z.strictObject({ name: WorkflowName }),
  output: DraftView,
  rest: { method: "GET", path: "/workflows/{name}/draft" },
  mcp: { tool: "workflow_draft" },
  async run({ tx }, { name }) {
    const workflow = await findDraft(tx, name);
    return draftView(workflow, await checkWhole(tx, workflow.draft));
  },
});
