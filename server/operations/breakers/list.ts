import { z } from "zod";
import { breakerView, listBreakers } from "@/server/domain/breakers/queries";
import { BreakerState, BreakerView } from "@/server/domain/breakers/schema";
import { operation } from "../operation";

export const listBreakersOperation = operation({
  name: "breaker.list",
  summary: "List the targets whose calls failed, and whether calls to them are held back",
  description:
    "A breaker opens after five failures in a row, or when half of at least twenty calls of a minute failed. It lets one call try after 30 seconds, then after longer and longer, up to ten minutes.",
  kind: "read",
  permission: "runs:read",
  input: z.strictObject({ state: BreakerState.optional() }),
  output: z.object({ data: z.array(BreakerView) }),
  rest: { method: "GET", path: "/breakers" },
  mcp: { tool: "breaker_list" },
  async run({ tx }, { state }) {
    return { data: (await listBreakers(tx, state)).map(breakerView) };
  },
});
