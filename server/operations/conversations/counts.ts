import { z } from "zod";
import { countWaiting } from "@/server/domain/conversations/list";
import { operation } from "../operation";

export const conversationCounts = operation({
  name: "conversation.counts",
  summary: "Count the conversations in which a participant waits for a person",
  kind: "read",
  permission: "conversations:read",
  input: z.strictObject({}),
  output: z.object({ needsReply: z.number().int(), mine: z.number().int() }),
  rest: { method: "GET", path: "/conversations/counts" },
  run: ({ actor, tx }) => countWaiting(tx, actor),
});
