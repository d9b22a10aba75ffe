import { conflict } from "@/server/platform/errors";
import type { ConversationRow } from "./queries";
import { type ConversationAct, whyNot } from "./rules";

const WORDS: Record<string, string> = {
  conversation_archived: "The conversation is archived; take it out of the archive first.",
  conversation_with_ai: "The AI has this conversation already.",
  conversation_not_active: "Only an active conversation can be closed.",
  conversation_not_closed: "Only a closed conversation can be reopened.",
  conversation_not_archived: "The conversation is not archived.",
};

/** @throws Conflict with the reason when the act makes no sense now. */
export function allowOnConversation(act: ConversationAct, conversation: ConversationRow): void {
  const code = whyNot(act, conversation);
  if (code) throw conflict(code, WORDS[code] ?? "This can't be done now.", { status: conversation.status });
}
