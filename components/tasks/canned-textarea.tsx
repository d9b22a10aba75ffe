"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useImperativeHandle, useRef } from "react";
import { useMe } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { customerOf, fillIn, type Gap, gapsIn } from "@/server/domain/canned-answers/rules";
import type { TaskDetail } from "@/server/domain/tasks/schema";
import { SuggestTextarea } from "./suggest-textarea";

/**
 * A textarea where `/` finds canned answers, which come with the task's own values filled in. What had no value is
 * named below it for as long as it stands there, and the first of it is selected to be written over.
 */
export function CannedTextarea({
  task,
  ref,
  ...props
}: { task: TaskDetail } & Omit<ComponentProps<typeof SuggestTextarea>, "trigger" | "suggest" | "listLabel">) {
  const t = useTranslations("tasks.canned");
  const me = useMe();
  const box = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref, () => box.current as HTMLTextAreaElement);
  const answers = trpc.cannedAnswer.list.useQuery({}, { staleTime: 60_000 });
  const conversationId = task.conversationId ?? "";
  const conversation = trpc.conversation.get.useQuery(
    { conversationId, notes: true },
    { enabled: conversationId !== "" },
  );
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
        return { key: id, label: `/${shortcut}`, hint: `${title} · ${text}`, text, select: gapsIn(text)[0] };
      });
  };
  const any = (answers.data?.data.length ?? 0) > 0;
  return (
    <>
      <SuggestTextarea {...props} ref={box} trigger="/" suggest={suggest} listLabel={t("list")} />
      <Gaps
        gaps={gapsIn(props.value)}
        onGo={({ start, end }) => {
          box.current?.focus();
          box.current?.setSelectionRange(start, end);
        }}
      />
      {/* Its place is kept: what is below it stays where it is when the answers come. */}
      <p className="min-h-4 text-ink-subtle text-xs">{any && t("hint")}</p>
    </>
  );
}

/** Which variables stayed without a value, each a way to where it stands. */
function Gaps({ gaps, onGo }: { gaps: Gap[]; onGo: (gap: Gap) => void }) {
  const t = useTranslations("tasks.canned");
  return (
    <div role="status">
      {gaps.length > 0 && (
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1 rounded-md bg-warn-soft px-3 py-1.5 text-sm text-warn-ink">
          <TriangleAlert className="size-4 shrink-0" aria-hidden />
          <span>{t("gaps", { count: gaps.length })}</span>
          {gaps.map((gap) => (
            <button
              key={gap.start}
              type="button"
              aria-label={t("goToGap", { name: gap.name })}
              onClick={() => onGo(gap)}
              className="wrap-anywhere min-h-6 rounded-sm px-1 text-left font-mono text-xs underline underline-offset-2 hover:bg-hover"
            >
              {gap.name}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
