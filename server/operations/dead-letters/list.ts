import { z } from "zod";
import { DeadLetter } from "@/server/domain/runs/schema";
import { PageInput, pageOf } from "@/server/domain/schema";
import { deadLetters } from "@/server/engine/shell/dead-letters";
import { operation } from "../operation";

export const listDeadLetters = operation({
  name: "deadLetter.list",
  summary: "List steps that are stuck, with their error, input and attempts",
  description: "A page has the stuck steps of up to `limit` runs, newest first.",
  kind: "read",
  permission: "runs:read",
  input: z.strictObject({ workflow: z.string().max(100).optional(), ...PageInput }),
  output: pageOf(DeadLetter),
  rest: { method: "GET", path: "/dead-letters" },
  mcp: { tool: "dead_letter_list" },
  run: ({ tx }, { workflow, limit, cursor }) => deadLetters(tx, { workflow }, { limit, cursor }),
});
