"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { useMe } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { customerOf, fillIn } from "@/server/domain/canned-answers/rules";
import type { TaskDetail } from "@/server/domain/tasks/schema";
import { SuggestTextarea } from "./suggest-textarea";

/** A textarea where `/` finds canned answers, which come with the task's own values filled in. */
export function CannedTextarea({
  task,
  ...props
}: { task: TaskDetail } & Omit<ComponentProps<typeof SuggestTextarea>, "trigger" | "suggest" | "listLabel">) {
  const t = useTranslations("tasks.canned");
  const me = useMe();
  const answers = trpc.cannedAnswer.list.useQuery({}, { staleTime: 60_000 });
  const conversationId = task.conversationId ?? "";
  const conversation = trpc.conversation.get.useQuery({ conversationId }, { enabled: conversationId !== "" });
  const values = {
    customer: customerOf(conversation.data?.participant, task.context.customer),
    agent: { name: me?.user.name, email: me?.user.email },
    task: { title: task.title },
    context: task.context,
  };
  const suggest = (words: string) => {
    const wanted = words.toLowerCase();
    return (answers.data?.data ?? [])
      .filter(({ team }) => team === null || team.id === task.assignedTo.team?.id)
      .filter(({ shortcut, title }) => `${shortcut} ${title}`.toLowerCase().includes(wanted))
      .map(({ id, shortcut, title, body }) => {
        const { text } = fillIn(body, values);
        return { key: id, label: `/${shortcut}`, hint: `${title} · ${text}`, text };
      });
  };
  const any = (answers.data?.data.length ?? 0) > 0;
  return (
    <>
      <SuggestTextarea {...props} trigger="/" suggest={suggest} listLabel={t("list")} />
      {any && <p className="text-ink-subtle text-xs">{t("hint")}</p>}
    </>
  );
}
