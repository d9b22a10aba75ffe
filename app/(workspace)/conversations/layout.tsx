import type { ReactNode } from "react";
import { ConversationFrame } from "@/components/conversations/conversation-frame";
import { requireActor } from "@/server/doors/page";

export default async function ConversationsLayout({ children }: { children: ReactNode }) {
  await requireActor("/conversations");
  return <ConversationFrame>{children}</ConversationFrame>;
}
