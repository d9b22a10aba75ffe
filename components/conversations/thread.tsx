"use client";

import { ArrowDown } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Fragment, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import type { MessageView } from "@/server/domain/conversations/schema";
import { Message, type MessageActs } from "./message";

/** As many messages as are given at once. */
const pageSize = 200;

/** So near to the end one reads along, in px. */
const nearEnd = 120;

interface Props {
  conversationId: string;
  messages: MessageView[];
  /** What the participant is called. */
  customer: string;
  /** How far the reader had read when the thread was opened: where the new begins. */
  readUntil?: string | null | undefined;
  acts?: MessageActs;
  /** The message that something else is about: it stands out, and `#question` leads to it. */
  askedId?: string | undefined;
  /** What stands below the last message. */
  children?: ReactNode;
}

/**
 * What was said, day by day, the newest at the bottom. Opens at the first message that is new, follows what comes
 * while one reads the end, and stays where one is otherwise.
 */
export function Thread({ conversationId, messages, customer, readUntil, acts, askedId, children }: Props) {
  const t = useTranslations("conversations.thread");
  const box = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const firstNew = firstUnread(messages, readUntil);
  const last = messages.at(-1)?.id;
  const toEnd = () => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the thread opens
  useLayoutEffect(() => {
    const fresh = firstNew && box.current?.querySelector(`[data-message="${firstNew}"]`);
    if (fresh) fresh.scrollIntoView({ block: "center" });
    else toEnd();
  }, [conversationId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when something new was said
  useEffect(() => {
    if (atEnd) toEnd();
  }, [last]);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        role="log"
        aria-label={t("label", { name: customer })}
        onScroll={({ currentTarget: el }) =>
          setAtEnd(el.scrollHeight - el.scrollTop - el.clientHeight < nearEnd)
        }
        className="focus-inset min-h-0 flex-1 overflow-y-auto px-4 py-4"
      >
        <div className="mx-auto flex max-w-2xl flex-col gap-4">
          <Page {...{ conversationId, messages, customer, firstNew, acts, askedId }} />
          {messages.length === 0 && (
            <p className="py-8 text-center text-ink-subtle text-sm">{t("nothing")}</p>
          )}
          {children}
        </div>
      </div>
      {!atEnd && (
        <Button size="sm" onClick={toEnd} className="absolute bottom-3 left-1/2 -translate-x-1/2 shadow-lg">
          <ArrowDown aria-hidden />
          {t("toEnd")}
        </Button>
      )}
    </div>
  );
}

/**
 * The first message of the participant that the reader has not seen; ids are in the order of time. To whom all is new,
 * nothing is.
 */
function firstUnread(messages: MessageView[], readUntil: string | null | undefined): string | undefined {
  if (!readUntil) return undefined;
  return messages.find(({ role, id }) => role === "user" && id > readUntil)?.id;
}

interface PageProps extends Omit<Props, "children" | "readUntil"> {
  firstNew?: string | undefined;
}

/** One page of messages, with a way to those before it when it is full. */
function Page({ conversationId, messages, customer, firstNew, acts = {}, askedId }: PageProps) {
  const t = useTranslations("conversations.thread");
  const first = messages[0];
  return (
    <>
      {first && messages.length >= pageSize && (
        <Earlier conversationId={conversationId} before={first.id} customer={customer} acts={acts} />
      )}
      <ol className="flex flex-col gap-4 empty:hidden">
        {messages.map((message, index) => (
          <Fragment key={message.id}>
            <DayBetween before={messages[index - 1]?.createdAt} at={message.createdAt} />
            {message.id === firstNew && index > 0 && (
              <Divider>
                <span className="text-accent-ink">{t("new")}</span>
              </Divider>
            )}
            <Message message={message} customer={customer} acts={acts} asked={message.id === askedId} />
          </Fragment>
        ))}
      </ol>
    </>
  );
}

/** The day, where another one begins. */
function DayBetween({ before, at }: { before: string | undefined; at: string }) {
  const format = useFormatter();
  const day = (time: string) => format.dateTime(new Date(time), { dateStyle: "full" });
  if (before !== undefined && day(before) === day(at)) return null;
  return <Divider>{day(at)}</Divider>;
}

function Divider({ children }: { children: ReactNode }) {
  return (
    <li className="flex items-center gap-3 text-ink-subtle text-xs before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {children}
    </li>
  );
}

function Earlier({
  conversationId,
  before,
  customer,
  acts,
}: {
  conversationId: string;
  before: string;
  customer: string;
  acts: MessageActs;
}) {
  const t = useTranslations("conversations.thread");
  const [wanted, setWanted] = useState(false);
  const query = trpc.conversation.get.useQuery({ conversationId, before, notes: true }, { enabled: wanted });
  if (!query.data) {
    return (
      <div className="text-center">
        <Button
          size="sm"
          loading={query.isFetching}
          onClick={() => (wanted ? query.refetch() : setWanted(true))}
        >
          {t(query.isError ? "earlierFailed" : "earlier")}
        </Button>
      </div>
    );
  }
  if (query.data.messages.length === 0) return null;
  return (
    <Page conversationId={conversationId} messages={query.data.messages} customer={customer} acts={acts} />
  );
}
