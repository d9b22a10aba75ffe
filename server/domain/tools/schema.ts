/** The shapes of a tenant's own tools that doors and pages share. Zod only: pages import this file. */
import { z } from "zod";
import { JsonObject } from "@/server/domain/schema";

export const HTTP_TOOL_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type HttpToolMethod = (typeof HTTP_TOOL_METHODS)[number];

/** Tools that every workspace has. None of its own can be called like them. */
export const BUILT_IN_TOOLS = ["calculator", "http_request", "memory_query"] as const;

export const ToolName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/, "must be a short lower-case name such as get_order");

const HeaderName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/, "is no header's name");
export const ToolHeaders = z
  .record(
    HeaderName,
    z
      .string()
      .max(4_000)
      .regex(/^[\t\x20-\x7e]*$/, "has characters that no header can have"),
  )
  .refine((headers) => Object.keys(headers).length <= 30, "has more than 30 headers");

export const ToolView = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  inputSchema: JsonObject,
  method: z.enum(HTTP_TOOL_METHODS),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  secretHeaders: z.array(z.string()).describe("The names of headers whose values are never shown again"),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type ToolView = z.infer<typeof ToolView>;
