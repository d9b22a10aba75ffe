import { z } from "zod";
import { dropDraft, findDraft } from "@/server/domain/workflows/draft";
import { publish } from "@/server/domain/workflows/publish";
import { findVersion, listVersions } from "@/server/domain/workflows/queries";
import { Warnings, WorkflowName, WorkflowView } from "@/server/domain/workflows/schema";
import { workflowView } from "@/server/domain/workflows/view";
import { invalid } from "@/server/platform/errors";
import { operation } from "../operation";
import { checkWhole } from "./check";

export const publishWorkflow = operation({
  name: "workflow.publish",
  summary: "Publish the draft of a workflow",
  description:
    "It becomes the next version (201), or the latest again when nothing was changed (200). Runs that are under way stay on theirs.",
  kind: "write",
  permission: "workflows:write",
  input: z.strictObject({ name: WorkflowName }),
  output: WorkflowView.extend({ created: z.boolean(), warnings: Warnings }),
  rest: {
    method: "POST",
    path: "/workflows/{name}/publish",
    status: (output) => (output.created ? 201 : 200),
  },
  mcp: { tool: "workflow_publish" },
  async run({ actor, tx, now }, { name }) {
    const { draft } = await findDraft(tx, name, "for update");
    const { definition, problems, warnings } = await checkWhole(tx, draft);
    if (!definition) {
      throw invalid("The draft can't be published; see `errors`.", problems, "definition_invalid");
    }
    const { workflow, created } = await publish({ tx, now, actor }, name, definition);
    await dropDraft(tx, workflow.id);
    const shown = await findVersion(tx, workflow);
    const view = workflowView({ ...workflow, draft: null }, shown, await listVersions(tx, workflow));
    return { ...view, created, warnings };
  },
});
