import type { ToolRow } from "./queries";
import type { ToolView } from "./schema";

/** A tool without the values of its secret headers. */
export function toolView(row: ToolRow): ToolView {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    inputSchema: row.inputSchema as ToolView["inputSchema"],
    method: row.method,
    url: row.url,
    headers: row.headers,
    secretHeaders: Object.keys(row.secretHeaders).sort(),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
