import { z } from "zod";
import { publish } from "@/server/domain/workflows/publish";
import { findVersion, listVersions } from "@/server/domain/workflows/queries";
import { Warnings, WorkflowName, WorkflowView } from "@/server/domain/workflows/schema";
import { workflowView } from "@/server/domain/workflows/view";
import { invalid } from "@/server/platform/errors";
import { operation } from "../operation";
import { checkWhole, isWrapped } from "./check";

export const putWorkflow = operation({
  name: "workflow.put",
  summary: "Publish a workflow",
  description:
    'The body is the definition itself (its JSON Schema: `/api/v1/definition.schema.json`), or `{ "definition": … }`. A changed definition makes a new immutable version (201), the same one again does not (200). Every problem is listed with its path. A draft stays as it is.',
  kind: "write",
  permission: "workflows:write",
  input: z
    .looseObject({
      name: WorkflowName,
      definition: z
        .record(z.string(), z.json())
        .optional()
        .describe(
          'Such as { "title": "Ask", "start": "ask", "steps": { "ask": { "kind": "task", "title": "May we?", "form": { "fields": { "ok": { "type": "boolean" } } }, "assignTo": { "team": "support-l1" }, "next": "done" }, "done": { "kind": "end", "output": "${steps.ask.output.ok}" } } }',
        ),
    })
    .transform(({ name, ...body }) => ({ name, definition: isWrapped(body) ? body.definition : body })),
  output: WorkflowView.extend({
    created: z.boolean(),
    warnings: Warnings,
  }),
  rest: { method: "PUT", path: "/workflows/{name}", status: (output) => (output.created ? 201 : 200) },
  mcp: { tool: "workflow_put", idempotent: true },
  async run({ actor, tx, now }, { name, definition }) {
    const checked = await checkWhole(tx, definition);
    if (!checked.definition) {
      throw invalid("The definition can't be used; see `errors`.", checked.problems, "definition_invalid");
    }
    const { workflow, created } = await publish({ tx, now, actor }, name, checked.definition);
    const shown = await findVersion(tx, workflow);
    const view = workflowView(workflow, shown, await listVersions(tx, workflow));
    return { ...view, created, warnings: checked.warnings };
  },
});
