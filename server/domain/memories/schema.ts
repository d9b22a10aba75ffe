/** The shapes of what a workspace's workflows remember. Zod only: pages import this file. */
import { z } from "zod";

export const MemoryKey = z.string().trim().min(1).max(200);

export const MemoryView = z.object({
  id: z.string(),
  key: z.string(),
  text: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type MemoryView = z.infer<typeof MemoryView>;
