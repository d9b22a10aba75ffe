import { z } from "zod";
import { searchMemories } from "@/server/domain/memories/queries";
import type { HereTool } from "./tool";

const Input = z.strictObject({
  query: z.string().trim().min(1).max(1_000),
  limit: z.int().min(1).max(50).default(5),
});

/** Finds what the workspace remembers by words: `{ query, limit? }` gives `{ memories: [{ key, text, score }] }`. */
export const memoryQuery: HereTool = {
  input: Input,
  async call(tx, input) {
    const { query, limit } = Input.parse(input);
    return { memories: await searchMemories(tx, query, limit) };
  },
};
