import { z } from "zod";
import { breakerView, closeBreaker } from "@/server/domain/breakers/queries";
import { BreakerTarget, BreakerView } from "@/server/domain/breakers/schema";
import { notFound } from "@/server/platform/errors";
import { operation } from "../operation";

export const resetBreaker = operation({
  name: "breaker.reset",
  summary: "Let calls to a target through again",
  description: "For when you know that it is well: otherwise a call tries by itself in a while.",
  kind: "write",
  permission: "admin:settings",
  input: z.strictObject({ target: BreakerTarget }),
  output: BreakerView,
  rest: { method: "POST", path: "/breakers/{target}/reset" },
  mcp: { tool: "breaker_reset", idempotent: true },
  async run({ tx }, { target }) {
    const row = await closeBreaker(tx, target);
    if (!row) throw notFound("breaker", target);
    return breakerView(row);
  },
});
