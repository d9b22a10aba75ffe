import { z } from "zod";
import { memoryView, putMemory } from "@/server/domain/memories/queries";
import { MemoryKey, MemoryView } from "@/server/domain/memories/schema";
import { operation } from "../operation";

export const putMemoryOperation = operation({
  name: "memory.put",
  summary: "Remember a text under a key",
  description:
    "Workflows find it by its words with the tool `memory_query`. The same key again replaces the text.",
  kind: "write",
  permission: "workflows:write",
  input: z.strictObject({ key: MemoryKey, text: z.string().trim().min(1).max(20_000) }),
  output: MemoryView,
  rest: { method: "PUT", path: "/memories/{key}" },
  mcp: { tool: "memory_put", idempotent: true },
  run: async ({ actor, tx, now }, { key, text }) =>
    memoryView(await putMemory({ tx, now, tenantId: actor.tenantId }, key, text)),
});
