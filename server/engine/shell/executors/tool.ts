import { z } from "zod";
import { withTenant } from "@/db/tenancy";
import { findTool, type ToolRow } from "@/server/domain/tools/queries";
import type { Json } from "@/server/engine/core/json";
import { isAppError } from "@/server/platform/errors";
import { type Execution, ExecutionFailure, type Executor } from "../executor";
import { http } from "./http";

const ToolRequest = z.object({ tool: z.string(), input: z.record(z.string(), z.json()) });

const HttpRequestInput = z.strictObject({
  method: z.enum(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]).default("GET"),
  url: z.string().max(8_000),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.json().optional(),
});

/** Calls `http_request`, or an HTTP tool of the tenant's own. What it answers is the step's output. */
export const tool: Executor = async (execution) => {
  const { tool: name, input } = ToolRequest.parse(execution.request);
  if (name === "http_request") return http({ ...execution, request: checked(HttpRequestInput, input, name) });
  return callOwn(await load(execution, name), input, execution);
};

async function load({ tenantId }: Execution, name: string): Promise<ToolRow> {
  try {
    return await withTenant(tenantId, (tx) => findTool(tx, name));
  } catch (error) {
    if (isAppError(error)) throw new ExecutionFailure("unknown_tool", error.message, false);
    throw error;
  }
}

/** Calls a tool: its input goes into the query of a GET or DELETE, else it is the body. */
async function callOwn(row: ToolRow, input: Record<string, Json>, execution: Execution): Promise<Json> {
  const given = checked(z.fromJSONSchema(row.inputSchema), input, row.name) as Record<string, Json>;
  const inQuery = row.method === "GET" || row.method === "DELETE";
  const request = {
    method: row.method,
    url: inQuery ? withQuery(row.url, given) : row.url,
    headers: { ...row.headers, ...row.secretHeaders },
    ...(inQuery ? {} : { body: given }),
  };
  const answer = await http({ ...execution, request });
  return z.object({ body: z.json() }).parse(answer).body as Json;
}

function withQuery(text: string, input: Record<string, Json>): string {
  const url = new URL(text);
  for (const [name, value] of Object.entries(input))
    url.searchParams.set(name, typeof value === "string" ? value : JSON.stringify(value));
  return url.href;
}

function checked<T extends z.ZodType>(schema: T, input: unknown, name: string): z.output<T> {
  const { data, error } = schema.safeParse(input);
  if (!error) return data as z.output<T>;
  const [issue] = error.issues;
  const path = issue?.path.length ? `${issue.path.join(".")}: ` : "";
  throw new ExecutionFailure(
    "invalid_tool_input",
    `The tool ${name} can't be called: ${path}${issue?.message}`,
    false,
  );
}
