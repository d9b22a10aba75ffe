"use client";

import { Bot, UserRound } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/time";
import type { ConversationSummary, Highlighted } from "@/server/domain/conversations/schema";
import { ChannelIcon } from "./channel-icon";

/** One conversation of the list: who, by which way, the last words or the place that was found, and what it needs. */
export const ConversationRow = memo(function ConversationRow({
  conversation,
  address,
  open,
  meId,
}: {
  conversation: ConversationSummary;
  address: string;
  open: boolean;
  meId: string | undefined;
}) {
  const t = useTranslations("conversations.row");
  const { participant, unread, needsReply, found, lastMessage } = conversation;
  const name = participant.name ?? participant.id;
  return (
    <li className={cn("border-b", open ? "bg-accent-soft" : "hover:bg-hover")}>
      <Link
        href={address}
        prefetch={false}
        scroll={false}
        data-conversation={conversation.id}
        aria-current={open ? "page" : undefined}
        className="focus-inset flex gap-3 px-4 py-2.5 text-sm"
      >
        <Avatar name={name} size="lg" />
        <span className="flex min-w-0 flex-1 flex-col gap-0.5">
          <span className="flex items-center gap-1.5">
            <span className={cn("truncate", unread ? "font-semibold" : "font-medium")}>{name}</span>
            <ChannelIcon channel={conversation.channel} />
            <RelativeTime
              at={conversation.lastMessageAt}
              className="ml-auto shrink-0 text-ink-subtle text-xs"
            />
          </span>
          {conversation.subject && (
            <span dir="auto" className="truncate text-ink-muted">
              {conversation.subject}
            </span>
          )}
          <span className="flex items-start gap-2">
            <span
              dir="auto"
              className={cn("line-clamp-2 min-w-0 flex-1", unread ? "text-ink" : "text-ink-muted")}
            >
              {found ? <Hits text={found.text} /> : <LastWords last={lastMessage} />}
            </span>
            {unread && (
              <span className="mt-1.5 size-2 shrink-0 rounded-full bg-accent">
                <span className="sr-only">{t("unread")}</span>
              </span>
            )}
          </span>
          <span className="mt-0.5 flex flex-wrap items-center gap-1.5 empty:hidden">
            {needsReply && <Badge tone="warn">{t("needsReply")}</Badge>}
            <Holder conversation={conversation} meId={meId} />
          </span>
        </span>
      </Link>
    </li>
  );
});

function LastWords({ last }: { last: ConversationSummary["lastMessage"] }) {
  const t = useTranslations("conversations.row");
  if (!last) return t("nothing");
  const words = last.content || t("attachment");
  if (last.role === "assistant") {
    return (
      <>
        <Bot className="mr-1 inline size-3.5 align-[-2px] text-ink-subtle" aria-label={t("ai")} />
        {words}
      </>
    );
  }
  return last.role === "human" ? t("said", { name: last.author.name.split(" ")[0] ?? "", words }) : words;
}

function Hits({ text }: { text: Highlighted }) {
  return text.map((part, index) =>
    part.hit ? (
      <mark key={index} className="rounded-xs bg-warn-soft text-warn-ink">
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  );
}

function Holder({ conversation, meId }: { conversation: ConversationSummary; meId: string | undefined }) {
  const t = useTranslations("conversations");
  const { by, state } = conversation.handoff;
  if (conversation.status !== "active") return <Badge>{t(`status.${conversation.status}`)}</Badge>;
  if (state !== "human" || !by) return null;
  return (
    <span className="flex items-center gap-1 text-ink-subtle text-xs">
      <UserRound className="size-3.5" aria-hidden />
      {by.id === meId ? t("withYou") : t("withPerson", { name: by.name })}
    </span>
  );
}
