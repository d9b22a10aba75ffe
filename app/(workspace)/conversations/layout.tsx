import { HydrationBoundary } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ConversationFrame } from "@/components/conversations/conversation-frame";
import { listInput, readFilters } from "@/components/conversations/filters";
import { prefetch, requireActor } from "@/server/doors/page";

/** The list stays while one goes from conversation to conversation. It comes with what most open it for. */
export default async function ConversationsLayout({ children }: { children: ReactNode }) {
  const { id } = await requireActor("/conversations");
  const usual = listInput(readFilters(new URLSearchParams()), id, 0);
  const state = await prefetch((q) => [q.conversation.list.prefetchInfinite(usual)]);
  return (
    <HydrationBoundary state={state}>
      <ConversationFrame>{children}</ConversationFrame>
    </HydrationBoundary>
  );
}
