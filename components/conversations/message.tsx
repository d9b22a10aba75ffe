"use client";

import { Ellipsis, ListPlus, StickyNote, TextQuote } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Tooltip } from "@/components/ui/tooltip";
import type { MessageView } from "@/server/domain/conversations/schema";
import { AttachmentList } from "./attachment-list";
import { DeliveryLine } from "./delivery-line";

/** What one can do with a message, beside reading it; without, it is only read. */
export interface MessageActs {
  createTask?: ((message: MessageView) => void) | undefined;
  /** Takes words that the AI would have said as one's own. */
  useAsReply?: ((words: string) => void) | undefined;
}

/** One message: theirs on the left, ours on the right, notes of the team apart from both. */
export function Message({
  message,
  customer,
  acts = {},
  asked = false,
}: {
  message: MessageView;
  customer: string;
  acts?: MessageActs;
  /** Something else is about it. */
  asked?: boolean;
}) {
  const t = useTranslations("conversations.message");
  const format = useFormatter();
  if (message.role === "system") {
    return (
      <li data-message={message.id} className="wrap-anywhere px-6 text-center text-ink-subtle text-xs">
        {message.content}
      </li>
    );
  }
  const theirs = message.role === "user" && !message.internal;
  const assistant = message.role === "assistant";
  const withheld = message.internal && message.metadata.withheld === true;
  const name = theirs ? customer : assistant ? t("ai") : speakerOf(message, t("team"));
  return (
    <li
      id={asked ? "question" : undefined}
      data-message={message.id}
      className={cn("group flex scroll-mt-4 gap-2.5", !theirs && "flex-row-reverse")}
    >
      <Avatar name={name} type={assistant ? "assistant" : "user"} />
      <div className={cn("flex min-w-0 max-w-[85%] flex-col gap-1", !theirs && "items-end")}>
        <div
          className={cn("flex flex-wrap items-center gap-x-2 gap-y-1 text-xs", !theirs && "flex-row-reverse")}
        >
          <span className="truncate font-medium">{name}</span>
          {message.internal && (
            <Badge tone="warn">
              <StickyNote aria-hidden />
              {t(withheld ? "withheld" : "note")}
            </Badge>
          )}
          {assistant && message.metadata.confidence !== undefined && <Confidence of={message.metadata} />}
          <time dateTime={message.createdAt} className="text-ink-subtle">
            {format.dateTime(new Date(message.createdAt), { timeStyle: "short", hourCycle: "h23" })}
          </time>
          <Acts message={message} acts={acts} withheld={withheld} />
        </div>
        {message.content && (
          <p
            dir="auto"
            className={cn(
              "wrap-anywhere w-fit max-w-full whitespace-pre-wrap rounded-lg border px-3 py-2 text-base",
              message.internal
                ? "border-dashed border-warn-ink/40 bg-warn-soft"
                : theirs
                  ? "bg-surface"
                  : assistant
                    ? "border-transparent bg-hover"
                    : "border-transparent bg-accent-soft",
              asked && "border-accent",
            )}
          >
            {message.content}
          </p>
        )}
        <AttachmentList attachments={message.attachments} />
        {message.delivery && <DeliveryLine message={message} />}
      </div>
    </li>
  );
}

/** Who of the team spoke: they themselves, or whoever gave the answer that a workflow passed on. */
function speakerOf({ author, metadata }: MessageView, team: string): string {
  return author.type === "user" ? author.name : (metadata.answeredBy?.name ?? team);
}

/** How sure the AI was of itself; low confidence stands out because it is why people are asked. */
function Confidence({ of: { confidence = 0, model } }: { of: MessageView["metadata"] }) {
  const t = useTranslations("conversations.message");
  const badge = (
    <Badge tone={confidence < 0.5 ? "warn" : "neutral"}>{t("sure", { value: confidence })}</Badge>
  );
  if (!model) return badge;
  return (
    <Tooltip label={t("according", { model })}>
      <button type="button" className="rounded-sm">
        {badge}
      </button>
    </Tooltip>
  );
}

function Acts({ message, acts, withheld }: { message: MessageView; acts: MessageActs; withheld: boolean }) {
  const t = useTranslations("conversations.message");
  const { createTask, useAsReply } = acts;
  const takes = withheld && useAsReply;
  if (!takes && (!createTask || !message.content)) return null;
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={t("acts")}
          className="flex size-6 items-center justify-center rounded-sm text-ink-subtle hover:bg-hover hover:text-ink focus-visible:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100 hover-hover:opacity-0"
        >
          <Ellipsis className="size-4" aria-hidden />
        </button>
      }
    >
      {takes && (
        <MenuItem onSelect={() => useAsReply(message.content)}>
          <TextQuote aria-hidden />
          {t("useAsReply")}
        </MenuItem>
      )}
      {createTask && message.content && (
        <MenuItem onSelect={() => createTask(message)}>
          <ListPlus aria-hidden />
          {t("createTask")}
        </MenuItem>
      )}
    </Menu>
  );
}
