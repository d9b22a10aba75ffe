import { z } from "zod";
import { DraftView } from "@/server/domain/workflows/schema";
import { operation } from "../operation";
import { checkWhole } from "./check";

export const checkWorkflow = operation({
  name: "workflow.check",
  summary: "Say what is wrong with a definition",
  description: "Nothing is kept. `valid` says whether it could be published as it is.",
  kind: "read",
  permission: "workflows:read",
  input: z.strictObject({ definition: z.record(z.string(), z.json()) }),
  output: DraftView.pick({ valid: true, problems: true, warnings: true }),
  rest: { method: "POST", path: "/workflows/check" },
  mcp: { tool: "workflow_check" },
  async run({ tx }, { definition }) {
    const { problems, warnings } = await checkWhole(tx, definition);
    return { valid: problems.length === 0, problems, warnings };
  },
});
