"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useMay, useMe } from "@/components/shell/me";
import { useActions } from "@/components/shell/shortcuts";
import { type Outputs, trpc } from "@/components/trpc";
import { Dialog } from "@/components/ui/dialog";
import { later } from "@/components/ui/on-demand";
import { problemOf } from "@/components/ui/problem";
import { QueryError } from "@/components/ui/query-error";
import { toast } from "@/components/ui/toast";
import { deliveryVia, addressOf as mailOf, whyNot } from "@/server/domain/conversations/rules";
import type { MessageView } from "@/server/domain/conversations/schema";
import { Composer, type ComposerHandle, type ComposerMode } from "./composer";
import { ConversationHeader } from "./conversation-header";
import { addressOf, readFilters } from "./filters";
import { HandoffLine } from "./handoff-line";
import { ParticipantDialog } from "./participant-dialog";
import { SideCard } from "./side-card";
import { Thread } from "./thread";
import { ThreadSkeleton } from "./thread-skeleton";

const NewTaskDialog = later(() =>
  import("@/components/tasks/new-task-dialog").then((module) => module.default),
);

type Conversation = Outputs["conversation"]["get"];

/** One conversation: what was said, where one answers, and who it is with. */
export function ConversationPage({ id }: { id: string }) {
  const t = useTranslations("conversations");
  const query = trpc.conversation.get.useQuery({ conversationId: id, notes: true });
  if (query.data) return <Opened key={id} conversation={query.data} />;
  if (query.isError) {
    return <QueryError error={query.error} what={t("whatOne")} onRetry={() => query.refetch()} />;
  }
  return <ThreadSkeleton />;
}

function Opened({ conversation }: { conversation: Conversation }) {
  const t = useTranslations("conversations");
  const router = useRouter();
  const me = useMe();
  const may = useMay("conversations:write");
  const mayTask = useMay("tasks:write");
  const back = addressOf(readFilters(useSearchParams()));
  const composer = useRef<ComposerHandle>(null);
  const [dialog, setDialog] = useState<"edit" | "details" | null>(null);
  const [taskFrom, setTaskFrom] = useState<MessageView | null>(null);
  const readUntil = useReadMark(conversation);
  const say = useSay(conversation.id);
  const { participant } = conversation;
  const write = (mode: ComposerMode) => (may ? () => composer.current?.write(mode) : undefined);
  useActions("conversation", {
    reply: write("reply"),
    note: write("note"),
    back: () => router.push(back),
  });
  const card = <SideCard conversation={conversation} onEdit={() => setDialog("edit")} />;
  return (
    <div className="grid min-h-0 flex-1 grid-cols-1 max-lg:h-[calc(100dvh-3rem)] max-md:flex-none md:max-lg:h-dvh 2xl:grid-cols-[minmax(0,1fr)_19rem]">
      <section aria-label={t("one")} className="flex min-h-0 min-w-0 flex-col bg-canvas">
        <ConversationHeader
          conversation={conversation}
          meId={me?.user.id}
          back={back}
          onEdit={() => setDialog("edit")}
          onDetails={() => setDialog("details")}
        />
        <HandoffLine conversation={conversation} meId={me?.user.id} />
        <Thread
          conversationId={conversation.id}
          messages={conversation.messages}
          customer={participant.name ?? participant.id}
          readUntil={readUntil}
          acts={{
            createTask: mayTask ? setTaskFrom : undefined,
            useAsReply: may ? (words) => composer.current?.write("reply", words) : undefined,
          }}
        />
        {may && (
          <Composer
            ref={composer}
            draftKey={`${me?.user.id ?? ""}.${conversation.id}`}
            hint={useHint(conversation)}
            replyRefused={
              whyNot("reply", { status: conversation.status, handoff: conversation.handoff.state })
                ? t("composer.archived")
                : null
            }
            onSend={say}
          />
        )}
      </section>
      <aside aria-label={t("details")} className="hidden min-h-0 overflow-y-auto border-l 2xl:block">
        {card}
      </aside>
      <Dialog
        open={dialog === "details"}
        onOpenChange={(open) => setDialog(open ? "details" : null)}
        title={t("details")}
      >
        {card}
      </Dialog>
      <ParticipantDialog
        conversation={conversation}
        open={dialog === "edit"}
        onOpenChange={(open) => setDialog(open ? "edit" : null)}
      />
      {taskFrom && (
        <NewTaskDialog
          about={{
            conversationId: conversation.id,
            content: taskFrom.content,
            from: taskFrom.author.name,
          }}
          onClose={() => setTaskFrom(null)}
        />
      )}
    </div>
  );
}

function useSay(conversationId: string) {
  const utils = trpc.useUtils();
  const settled = {
    onError: (error: unknown) => void toast.error(problemOf(error).message),
    onSettled: () => utils.conversation.invalidate(),
  };
  const reply = trpc.conversation.reply.useMutation(settled);
  const note = trpc.conversation.note.useMutation(settled);
  return (mode: ComposerMode, said: { content: string; attachmentIds: string[] }) =>
    (mode === "note" ? note : reply).mutateAsync({ conversationId, ...said });
}

/** What becomes of a reply, in one line. */
function useHint(conversation: Conversation): string {
  const t = useTranslations("conversations.composer");
  const via = deliveryVia(conversation);
  const way =
    via === "email"
      ? t("viaEmail", { address: mailOf(conversation.participant) ?? "" })
      : t(via === "callback" ? "viaCallback" : "viaApi");
  return conversation.handoff.state === "ai" ? `${way} ${t("takesOver")}` : way;
}

/**
 * Notes that the reader has seen what there is, while they look at it.
 * @returns how far they had read when they opened the conversation
 */
function useReadMark({ id, messages, readUntil }: Conversation): string | null {
  const [before] = useState(readUntil);
  const utils = trpc.useUtils();
  const { mutate } = trpc.conversation.read.useMutation({
    onSuccess: () => void utils.conversation.list.invalidate(),
  });
  const last = messages.findLast(({ role }) => role === "user")?.id;
  const told = useRef(readUntil);
  useEffect(() => {
    if (!last) return;
    const tell = () => {
      if (document.visibilityState !== "visible" || (told.current !== null && told.current >= last)) return;
      told.current = last;
      mutate({ conversationId: id, messageId: last });
    };
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [id, last, mutate]);
  return before;
}
