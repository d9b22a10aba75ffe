import type { CallToolResult, Tool } from "@modelcontextprotocol/sdk/types.js";
import type { z } from "zod";
import type { AnyOperation } from "@/server/operations/operation";
import { perform } from "@/server/operations/perform";
import type { Actor } from "@/server/platform/actor";
import { offeredOperations } from "./catalogue";
import { problemOf } from "./errors";
import { checkJson } from "./json";
import { type JsonSchema, jsonSchemaOf } from "./schemas";

interface OfferedTool {
  operation: AnyOperation;
  tool: Tool;
  /** A tool's structured answer is an object; any other output stands under `result`. */
  wrapped: boolean;
}

let built: Map<string, OfferedTool> | undefined;

function tools(): Map<string, OfferedTool> {
  built ??= new Map(offeredOperations().flatMap(offeredTool));
  return built;
}

function offeredTool(operation: AnyOperation): [string, OfferedTool][] {
  const { mcp, summary, description, kind } = operation;
  if (!mcp) return [];
  const output = jsonSchemaOf(operation.output as z.ZodType, "output");
  const wrapped = output.type !== "object";
  const tool: Tool = {
    name: mcp.tool,
    title: summary,
    description: description ? `${summary}. ${description}` : summary,
    inputSchema: objectRooted(jsonSchemaOf(operation.input as z.ZodType, "input")),
    outputSchema: wrapped
      ? { type: "object", properties: { result: output }, required: ["result"] }
      : objectRooted(output),
    annotations: {
      title: summary,
      readOnlyHint: kind === "read",
      destructiveHint: kind === "write" && (mcp.destructive ?? false),
      idempotentHint: kind === "read" || (mcp.idempotent ?? false),
      openWorldHint: false,
    },
  };
  return [[mcp.tool, { operation, tool, wrapped }]];
}

function objectRooted(schema: JsonSchema): Tool["inputSchema"] {
  return { ...schema, type: "object" };
}

/** The tools that this actor may use: one that would only be refused is not shown. */
export function listTools(actor: Actor): Tool[] {
  return [...tools().values()]
    .filter(({ operation }) => operation.access === "tenant" && actor.permissions.has(operation.permission))
    .map(({ tool }) => tool);
}

interface ToolCall {
  name: string;
  arguments?: Record<string, unknown> | undefined;
  _meta?: Record<string, unknown> | undefined;
}

/** Does what a tool stands for. Undefined when there is no such tool; what goes wrong is part of the answer. */
export async function callTool(
  actor: Actor,
  call: ToolCall,
  requestId: string,
): Promise<CallToolResult | undefined> {
  const offered = tools().get(call.name);
  if (!offered) return undefined;
  const key = call._meta?.idempotencyKey;
  try {
    const input = call.arguments ?? {};
    checkJson(input);
    const output = await perform(offered.operation, actor, input, {
      requestId,
      ...(typeof key === "string" ? { idempotencyKey: key } : {}),
    });
    return {
      content: [{ type: "text", text: JSON.stringify(output) }],
      structuredContent: offered.wrapped ? { result: output } : output,
      _meta: { requestId },
    };
  } catch (error) {
    return toolError(error, requestId);
  }
}

/**
 * A failed call, in words that an assistant can act on. The problem stands in `_meta` and in the text: clients check
 * `structuredContent` against the output schema even of errors.
 */
function toolError(error: unknown, requestId: string): CallToolResult {
  const problem = problemOf(error, requestId);
  const fields = (problem.errors ?? []).map(({ path, message }) => `\n- ${path || "input"}: ${message}`);
  return {
    isError: true,
    content: [
      { type: "text", text: `${problem.detail}${fields.join("")}` },
      { type: "text", text: JSON.stringify(problem) },
    ],
    _meta: { problem },
  };
}
