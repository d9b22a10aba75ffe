import { z } from "zod";
import { allowOnConversation } from "@/server/domain/conversations/allow";
import { addMessage } from "@/server/domain/conversations/append";
import { reopenConversation, takeOver } from "@/server/domain/conversations/change";
import { lockConversation } from "@/server/domain/conversations/queries";
import { MessageView, SAYS_NOTHING, Said, saysSomething } from "@/server/domain/conversations/schema";
import { Id } from "@/server/domain/schema";
import { operation } from "../operation";

export const replyInConversation = operation({
  name: "conversation.reply",
  summary: "Reply to the participant as a person",
  description:
    "Goes out by the conversation's callback or by e-mail, where it has one; `delivery` tells how that goes. Who replies has taken the conversation over from the AI, and opened it again if it was closed.",
  kind: "write",
  permission: "conversations:write",
  input: z.strictObject({ conversationId: Id, ...Said }).refine(saysSomething, SAYS_NOTHING),
  output: MessageView,
  rest: { method: "POST", path: "/conversations/{conversationId}/reply", status: () => 201 },
  mcp: { tool: "conversation_reply" },
  async run({ actor, tx, now }, { conversationId, ...said }) {
    const at = { tx, now, actor };
    const found = await lockConversation(tx, conversationId);
    allowOnConversation("reply", found);
    const open = found.status === "closed" ? await reopenConversation(at, found) : found;
    const taken = open.handoff === "human" ? open : await takeOver(at, open);
    return addMessage(at, taken, { role: "human", metadata: {}, ...said });
  },
});
