import { z } from "zod";
import { deleteMemory } from "@/server/domain/memories/queries";
import { MemoryKey } from "@/server/domain/memories/schema";
import { notFound } from "@/server/platform/errors";
import { operation } from "../operation";

export const deleteMemoryOperation = operation({
  name: "memory.delete",
  summary: "Forget what is remembered under a key",
  kind: "write",
  permission: "workflows:write",
  input: z.strictObject({ key: MemoryKey }),
  output: z.object({ key: z.string() }),
  rest: { method: "DELETE", path: "/memories/{key}" },
  mcp: { tool: "memory_delete", destructive: true },
  async run({ tx }, { key }) {
    if (!(await deleteMemory(tx, key))) throw notFound("memory", key);
    return { key };
  },
});
