import { z } from "zod";
import { allowOnConversation } from "@/server/domain/conversations/allow";
import {
  changeConversation,
  closeConversation,
  handBack,
  reopenConversation,
  takeOver,
} from "@/server/domain/conversations/change";
import { type ConversationRow, lockConversation } from "@/server/domain/conversations/queries";
import type { ConversationAct } from "@/server/domain/conversations/rules";
import { ConversationView } from "@/server/domain/conversations/schema";
import type { ConversationAt } from "@/server/domain/conversations/tell";
import { conversationView } from "@/server/domain/conversations/view";
import { Id } from "@/server/domain/schema";
import { operation } from "../operation";

interface Way {
  act: ConversationAct;
  path: string;
  tool?: string;
  summary: string;
  description: string;
  go: (at: ConversationAt, conversation: ConversationRow) => Promise<ConversationRow>;
}

/** The ways between the states of a conversation are one: only the words and what is done differ. */
function way({ act, path, tool, summary, description, go }: Way) {
  return operation({
    name: `conversation.${act}`,
    summary,
    description,
    kind: "write",
    permission: "conversations:write",
    input: z.strictObject({ conversationId: Id }),
    output: ConversationView,
    rest: { method: "POST", path: `/conversations/{conversationId}/${path}` },
    ...(tool ? { mcp: { tool } } : {}),
    async run({ actor, tx, now }, { conversationId }) {
      const conversation = await lockConversation(tx, conversationId);
      allowOnConversation(act, conversation);
      return conversationView(await go({ tx, now, actor }, conversation));
    },
  });
}

export const takeOverConversation = way({
  act: "takeOver",
  path: "take-over",
  summary: "Take a conversation over from the AI, or from another person",
  description:
    "`handoff.state` is `human` until it is handed back or closed; the bot sees it with the conversation, hears of it at its callback, and may not speak meanwhile.",
  go: takeOver,
});

export const handBackConversation = way({
  act: "handBack",
  path: "hand-back",
  tool: "conversation_hand_back",
  summary: "Hand a conversation back to the AI",
  description: "The AI answers again; the bot hears of it at its callback.",
  go: handBack,
});

export const closeConversationOperation = way({
  act: "close",
  path: "close",
  tool: "conversation_close",
  summary: "Close a conversation",
  description: "It is handed back to the AI, and opens again with the participant's next message.",
  go: closeConversation,
});

export const reopenConversationOperation = way({
  act: "reopen",
  path: "reopen",
  summary: "Open a closed conversation again",
  description: "As if the participant had written.",
  go: reopenConversation,
});

export const archiveConversation = way({
  act: "archive",
  path: "archive",
  summary: "Put a conversation out of sight",
  description: "Lists show it only when asked for. The participant's next message brings it back.",
  go: (at, conversation) => {
    const archived = {
      status: "archived",
      handoff: "ai",
      handoffBy: null,
      handoffAt: null,
    } as const;
    return changeConversation(at, conversation, archived, "conversation.archived");
  },
});

export const unarchiveConversation = way({
  act: "unarchive",
  path: "unarchive",
  summary: "Take a conversation out of the archive",
  description: "It is as open or closed as it was.",
  go: (at, conversation) =>
    changeConversation(at, conversation, { status: conversation.closedAt ? "closed" : "active" }),
});
