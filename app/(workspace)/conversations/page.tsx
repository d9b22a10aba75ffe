import type { Metadata } from "next";
import { NoConversationOpen } from "@/components/conversations/no-conversation-open";

export const metadata: Metadata = { title: "Conversations" };

export default function ConversationsPage() {
  return <NoConversationOpen />;
}
