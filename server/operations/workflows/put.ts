import { z } from "zod";
import { inputSchemaProblems } from "@/server/domain/workflows/input";
import { publish } from "@/server/domain/workflows/publish";
import { findVersion, listVersions } from "@/server/domain/workflows/queries";
import { WorkflowName, WorkflowView } from "@/server/domain/workflows/schema";
import { workflowView } from "@/server/domain/workflows/view";
import { checkDefinition } from "@/server/engine/core/definition";
import { invalid } from "@/server/platform/errors";
import { operation } from "../operation";

export const putWorkflow = operation({
  name: "workflow.put",
  summary: "Publish a workflow",
  description:
    'The body is the definition itself (its JSON Schema: `/api/v1/definition.schema.json`), or `{ "definition": … }`. A changed definition makes a new immutable version (201), the same one again does not (200). Every problem is listed with its path.',
  kind: "write",
  permission: "workflows:write",
  input: z
    .looseObject({ name: WorkflowName })
    .transform(({ name, ...body }) => ({ name, definition: isWrapped(body) ? body.definition : body })),
  output: WorkflowView.extend({ created: z.boolean() }),
  rest: { method: "PUT", path: "/workflows/{name}", status: (output) => (output.created ? 201 : 200) },
  mcp: { tool: "workflow_put", idempotent: true },
  async run({ actor, tx, now }, { name, definition }) {
    const checked = checkDefinition(definition);
    const problems = checked.ok ? inputSchemaProblems(checked.definition.input ?? {}) : checked.problems;
    if (!checked.ok || problems.length > 0) {
      throw invalid("The definition can't be used; see `errors`.", problems, "definition_invalid");
    }
    const { workflow, created } = await publish({ tx, now, actor }, name, checked.definition);
    const shown = await findVersion(tx, workflow);
    return { ...workflowView(workflow, shown, await listVersions(tx, workflow)), created };
  },
});

function isWrapped(body: Record<string, unknown>): body is { definition: unknown } {
  return Object.keys(body).length === 1 && "definition" in body;
}
