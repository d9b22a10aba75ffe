"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { trpc } from "@/components/trpc";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { QueryError } from "@/components/ui/query-error";
import { Skeleton } from "@/components/ui/skeleton";
import { RelativeTime } from "@/components/ui/time";
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
  const query = trpc.conversation.get.useQuery({ conversationId });
  const end = useRef<HTMLDivElement>(null);
  const last = query.data?.messages.at(-1)?.id;
  useEffect(() => {
    const box = end.current?.parentElement;
    if (box && last) box.scrollTop = box.scrollHeight;
  }, [last]);
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
      <div className="relative min-h-0 flex-1 overflow-y-auto px-4 py-3">
        {query.data ? (
          <Page
            conversationId={conversationId}
            messages={query.data.messages}
            customer={customer}
            question={earlier ? undefined : questionIn(query.data.messages, task)}
          />
        ) : query.isError ? (
          <QueryError error={query.error} what={t("what")} onRetry={() => query.refetch()} />
        ) : (
          <Waiting />
        )}
        <div ref={end} />
      </div>
    </aside>
  );
}

/** The message that the task is about: the one with the words of its question, or the customer's last before it. */
function questionIn(messages: MessageView[], { context, createdAt }: TaskDetail): string | undefined {
  const said = messages.filter(({ role }) => role === "user");
  const same = said.findLast(({ content }) => content === context.question);
  return (same ?? said.findLast((message) => message.createdAt <= createdAt))?.id;
}

/** As many messages as are given at once. */
const pageSize = 200;

/** One page of messages, with a way to those before it when it is full. */
function Page({
  conversationId,
  messages,
  customer,
  question,
}: {
  conversationId: string;
  messages: MessageView[];
  customer: string;
  question?: string | undefined;
}) {
  const first = messages[0];
  return (
    <>
      {first && messages.length >= pageSize && (
        <Earlier conversationId={conversationId} before={first.id} customer={customer} />
      )}
      <Messages messages={messages} customer={customer} question={question} />
    </>
  );
}

function Earlier({
  conversationId,
  before,
  customer,
}: {
  conversationId: string;
  before: string;
  customer: string;
}) {
  const t = useTranslations("tasks.conversation");
  const [wanted, setWanted] = useState(false);
  const query = trpc.conversation.get.useQuery({ conversationId, before }, { enabled: wanted });
  if (!query.data) {
    return (
      <div className="pb-4 text-center">
        <Button
          size="sm"
          loading={query.isFetching}
          onClick={() => (wanted ? query.refetch() : setWanted(true))}
        >
          {query.isError ? t("earlierFailed") : t("earlier")}
        </Button>
      </div>
    );
  }
  if (query.data.messages.length === 0) return null;
  return (
    <div className="pb-4">
      <Page conversationId={conversationId} messages={query.data.messages} customer={customer} />
    </div>
  );
}

function Messages({
  messages,
  customer,
  question,
}: {
  messages: MessageView[];
  customer: string;
  question: string | undefined;
}) {
  const t = useTranslations("tasks.conversation");
  if (messages.length === 0)
    return <p className="py-8 text-center text-ink-subtle text-sm">{t("nothing")}</p>;
  return (
    <ol className="flex flex-col gap-4">
      {messages.map((message) => (
        <Message key={message.id} message={message} customer={customer} asked={message.id === question} />
      ))}
    </ol>
  );
}

function Message({
  message,
  customer,
  asked,
}: {
  message: MessageView;
  customer: string;
  /** It is what the task is about. */
  asked: boolean;
}) {
  const t = useTranslations("tasks.conversation");
  if (message.role === "system") {
    return <li className="text-center text-ink-subtle text-xs">{message.content}</li>;
  }
  const assistant = message.role === "assistant";
  const name =
    message.role === "user" ? customer : assistant ? t("assistant") : (speakerOf(message) ?? t("team"));
  return (
    <li id={asked ? "question" : undefined} className="flex scroll-mt-4 gap-2.5">
      <Avatar name={name} type={assistant ? "assistant" : "user"} />
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2 text-xs">
          <span className="truncate font-medium">{name}</span>
          {assistant && message.metadata.confidence !== undefined && (
            <Confidence value={message.metadata.confidence} model={message.metadata.model} />
          )}
          <RelativeTime at={message.createdAt} className="ml-auto text-ink-subtle" />
        </div>
        <p
          className={cn(
            "mt-1 w-fit max-w-full whitespace-pre-wrap break-words rounded-lg border px-3 py-2 text-sm",
            asked && "border-accent",
            message.role === "human" ? "border-transparent bg-accent-soft" : "bg-surface",
          )}
        >
          {message.content}
        </p>
      </div>
    </li>
  );
}

/** Who of the team spoke: they themselves, or whoever gave the answer that a workflow passed on. */
function speakerOf({ author, metadata }: MessageView): string | undefined {
  return author.type === "user" ? author.name : metadata.answeredBy?.name;
}

/** How sure the AI was of itself; low confidence stands out because it is why people are asked. */
function Confidence({ value, model }: { value: number; model: string | undefined }) {
  const t = useTranslations("tasks.conversation");
  return (
    <Badge tone={value < 0.5 ? "warn" : "neutral"}>
      {t("sure", { value })}
      {model && <span className="sr-only">{t("model", { model })}</span>}
    </Badge>
  );
}

function Waiting() {
  const t = useTranslations("tasks.conversation");
  return (
    <div role="status" aria-label={t("loading")} className="flex flex-col gap-5">
      {[0, 1, 2].map((row) => (
        <div key={row} className="flex flex-col gap-2">
          <Skeleton className="w-24" />
          <Skeleton className="h-9 w-4/5" />
        </div>
      ))}
    </div>
  );
}
