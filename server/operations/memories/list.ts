import { z } from "zod";
import { listMemories, memoryView } from "@/server/domain/memories/queries";
import { MemoryView } from "@/server/domain/memories/schema";
import { PageInput, pageOf } from "@/server/domain/schema";
import { operation } from "../operation";

export const listMemoriesOperation = operation({
  name: "memory.list",
  summary: "List what the workspace remembers, newest first",
  kind: "read",
  permission: "workflows:read",
  input: z.strictObject(PageInput),
  output: pageOf(MemoryView),
  rest: { method: "GET", path: "/memories" },
  mcp: { tool: "memory_list" },
  async run({ tx }, page) {
    const { rows, nextCursor } = await listMemories(tx, page);
    return { data: rows.map(memoryView), nextCursor };
  },
});
