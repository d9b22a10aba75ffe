"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Thread } from "@/components/conversations/thread";
import { MessagesSkeleton } from "@/components/conversations/thread-skeleton";
import { trpc } from "@/components/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { QueryError } from "@/components/ui/query-error";
import type { MessageView } from "@/server/domain/conversations/schema";
import type { TaskDetail } from "@/server/domain/tasks/schema";
import { CustomerCard } from "./customer-card";

/**
 * What the customer, the AI and people said, newest at the bottom and in view, with what is known of the customer.
 * Their earlier conversations are read in its place.
 */
export function ConversationPanel({ task, onOpen }: { task: TaskDetail; onOpen: (taskId: string) => void }) {
  const t = useTranslations("tasks.conversation");
  const [earlier, setEarlier] = useState<string | null>(null);
  const conversationId = earlier ?? task.conversationId ?? "";
  const query = trpc.conversation.get.useQuery({ conversationId, notes: true });
  const participant = query.data?.participant;
  const customer = participant?.name ?? participant?.id ?? t("customer");
  return (
    <aside
      id="conversation"
      aria-label={t("title")}
      className="flex min-h-0 scroll-mt-12 flex-col border-t bg-canvas @max-4xl/task:max-h-[80dvh] @4xl/task:border-t-0 @4xl/task:border-l"
    >
      <header className="flex min-h-11 items-center gap-2 border-b px-4 py-2">
        <h2 className="truncate font-medium text-sm">{participant ? customer : t("title")}</h2>
        {query.data && <Badge>{query.data.channel}</Badge>}
        {query.data && query.data.status !== "active" && <Badge>{t(`status.${query.data.status}`)}</Badge>}
        {earlier && (
          <Button size="sm" variant="ghost" className="ml-auto" onClick={() => setEarlier(null)}>
            {t("backToThis")}
          </Button>
        )}
      </header>
      {!earlier && <CustomerCard taskId={task.id} onRead={setEarlier} onOpen={onOpen} />}
      {query.data ? (
        <Thread
          conversationId={conversationId}
          messages={query.data.messages}
          customer={customer}
          askedId={earlier ? undefined : questionIn(query.data.messages, task)}
        />
      ) : query.isError ? (
        <QueryError error={query.error} what={t("what")} onRetry={() => query.refetch()} />
      ) : (
        <MessagesSkeleton />
      )}
    </aside>
  );
}

/** The message that the task is about: the one with the words of its question, or the customer's last before it. */
function questionIn(messages: MessageView[], { context, createdAt }: TaskDetail): string | undefined {
  const said = messages.filter(({ role, internal }) => role === "user" && !internal);
  const same = said.findLast(({ content }) => content === context.question);
  return (same ?? said.findLast((message) => message.createdAt <= createdAt))?.id;
}
