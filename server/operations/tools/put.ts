import { eq } from "drizzle-orm";
import { z } from "zod";
import { tools } from "@/db/schema/tools";
import { JsonObject } from "@/server/domain/schema";
import { findTool } from "@/server/domain/tools/queries";
import {
  BUILT_IN_TOOLS,
  HTTP_TOOL_METHODS,
  ToolHeaders,
  ToolName,
  ToolView,
} from "@/server/domain/tools/schema";
import { toolView } from "@/server/domain/tools/view";
import { inputSchemaProblems } from "@/server/domain/workflows/input";
import { conflict, invalid } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { operation } from "../operation";

export const putTool = operation({
  name: "tool.put",
  summary: "Define an HTTP tool that workflows call by its name",
  description:
    "The input of a call is held to `inputSchema`; it is the query of a GET or DELETE, and the JSON body else. Values of `secretHeaders` are never shown again; without the field, those that are there stay.",
  kind: "write",
  permission: "workflows:write",
  input: z.strictObject({
    name: ToolName,
    description: z.string().max(5_000).default(""),
    inputSchema: JsonObject.default({ type: "object" }),
    method: z.enum(HTTP_TOOL_METHODS).default("POST"),
    url: z.url({ protocol: /^https?$/, error: "must be an http or https URL" }).max(4_000),
    headers: ToolHeaders.default({}),
    secretHeaders: ToolHeaders.optional(),
  }),
  output: ToolView,
  rest: { method: "PUT", path: "/tools/{name}" },
  mcp: { tool: "tool_put", idempotent: true },
  async run({ actor, tx, now }, { name, secretHeaders, ...fields }) {
    if (BUILT_IN_TOOLS.some((known) => known === name))
      throw conflict("tool_built_in", `${name} is a tool that every workspace has; call yours otherwise.`);
    const problems = inputSchemaProblems(fields.inputSchema);
    if (problems.length > 0) {
      const errors = problems.map((e) => ({ ...e, path: e.path.replace(/^input/, "inputSchema") }));
      throw invalid("The tool's schema can't be used; see `errors`.", errors, "tool_invalid");
    }
    const { tenantId } = actor;
    const fresh = {
      id: newId(),
      tenantId,
      name,
      ...fields,
      secretHeaders: secretHeaders ?? {},
      createdAt: now,
      updatedAt: now,
    };
    await tx.insert(tools).values(fresh).onConflictDoNothing();
    await tx
      .update(tools)
      .set({ ...fields, ...(secretHeaders ? { secretHeaders } : {}), updatedAt: now })
      .where(eq(tools.name, name));
    return toolView(await findTool(tx, name));
  },
});
