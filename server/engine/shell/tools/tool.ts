import type { z } from "zod";
import type { Tx } from "@/db/tenancy";
import type { Json } from "@/server/engine/core/json";

/** A built-in tool that is done in the transaction of the event that reached it. */
export interface HereTool {
  input: z.ZodType;
  /** @throws AppError in words when the call can't be answered */
  call(tx: Tx, input: unknown): Promise<Json>;
}
