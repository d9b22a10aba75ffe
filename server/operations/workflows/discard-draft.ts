import { z } from "zod";
import { dropDraft, findDraft } from "@/server/domain/workflows/draft";
import { WorkflowName } from "@/server/domain/workflows/schema";
import { operation } from "../operation";

export const discardWorkflowDraft = operation({
  name: "workflow.discardDraft",
  summary: "Throw the draft of a workflow away",
  description: "What is published stays. A workflow that was only a draft is gone with it.",
  kind: "write",
  permission: "workflows:write",
  input: z.strictObject({ name: WorkflowName }),
  output: z.object({ name: z.string() }),
  rest: { method: "DELETE", path: "/workflows/{name}/draft" },
  async run({ tx }, { name }) {
    const workflow = await findDraft(tx, name, "for update");
    await dropDraft(tx, workflow.id);
    return { name };
  },
});
