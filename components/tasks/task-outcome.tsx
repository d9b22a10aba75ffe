"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMe } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { JsonValue, wordsOf } from "@/components/ui/json-value";
import { ExactTime } from "@/components/ui/time";
import type { TaskDetail } from "@/server/domain/tasks/schema";
import { differences } from "./answer-differences";
import { answerInWords } from "./answer-words";
import { BackToInbox } from "./back-to-inbox";
import { Seats } from "./decision-form";
import type { Next } from "./use-next";

/** How a task ended: the answer with who gave it, when and where; or that nobody did. */
export function TaskOutcome({
  task,
  takeFocus,
  next,
  embedded,
}: {
  task: TaskDetail;
  takeFocus: boolean;
  next: Next;
  embedded: boolean;
}) {
  const t = useTranslations("tasks.outcome");
  const [taking, setTaking] = useState(false);
  const answers = Object.entries(task.formData ?? {});
  return (
    <section aria-label={t("label")} className="flex flex-col gap-3 rounded-lg border bg-canvas p-4">
      <p role="status" className="text-ink-muted text-sm">
        <OutcomeSentence task={task} />
      </p>
      {task.status === "completed" && answers.length > 0 && (
        <dl className="flex flex-col gap-3">
          {answers.map(([name, value]) => (
            <div key={name}>
              <dt className="wrap-anywhere text-ink-subtle text-xs">
                {task.form.fields[name]?.label ?? wordsOf(name)}
              </dt>
              <dd className="wrap-anywhere mt-0.5">
                <JsonValue value={answerInWords(value, task.form.fields[name])} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {task.suggestionUse && (
        <p className="text-ink-subtle text-xs">{t(`suggestion.${task.suggestionUse}`)}</p>
      )}
      {task.deciders && <Decided taskId={task.id} />}
      <UnsentDraft task={task} />
      <div className="flex flex-wrap gap-2">
        {!embedded && (
          <Button asChild size="sm">
            <BackToInbox takeFocus={takeFocus}>{t("back")}</BackToInbox>
          </Button>
        )}
        {next.any && (
          <Button
            size="sm"
            loading={taking}
            onClick={() => {
              setTaking(true);
              void next.take().finally(() => setTaking(false));
            }}
          >
            {t("next")}
          </Button>
        )}
      </div>
    </section>
  );
}

function Decided({ taskId }: { taskId: string }) {
  const { data } = trpc.task.decisions.useQuery({ taskId });
  return data?.decisions ? <Seats decisions={data.decisions} /> : null;
}

/** What the reader had written when somebody else was faster: to compare, to copy, or to throw away. */
function UnsentDraft({ task }: { task: TaskDetail }) {
  const t = useTranslations("tasks.outcome");
  const me = useMe();
  const utils = trpc.useUtils();
  const query = trpc.task.draft.useQuery({ taskId: task.id }, { staleTime: 0 });
  const discard = trpc.task.discardDraft.useMutation({ onSettled: () => utils.task.draft.invalidate() });
  const written = Object.entries(query.data?.draft?.formData ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string" && entry[1].trim() !== "",
  );
  if (written.length === 0 || task.completedBy?.id === me?.user.id) return null;
  return (
    <section aria-label={t("unsentLabel")} className="rounded-md bg-warn-soft px-3 py-2 text-sm">
      <div className="flex items-center justify-between gap-3 text-warn-ink">
        {task.completedBy ? t("unsentBy", { name: task.completedBy.name }) : t("unsent")}
        <Button
          size="sm"
          variant="ghost"
          loading={discard.isPending}
          onClick={() => discard.mutate({ taskId: task.id })}
        >
          {t("discard")}
        </Button>
      </div>
      {written.map(([name, mine]) => (
        <p key={name} className="mt-1 whitespace-pre-wrap break-words">
          {differences(text(task.formData?.[name]), mine).map((piece, index) => (
            <Piece key={`${index} ${piece.kind}`} {...piece} />
          ))}
        </p>
      ))}
    </section>
  );
}

const text = (value: unknown) => (typeof value === "string" ? value : "");

function Piece({ text, kind }: { text: string; kind: "same" | "theirs" | "mine" }) {
  const t = useTranslations("tasks.outcome");
  if (kind === "same") return text;
  const Tag = kind === "mine" ? "ins" : "del";
  return (
    <Tag className={cn("rounded-sm", kind === "mine" ? "bg-ok-soft no-underline" : "text-ink-muted")}>
      <span className="sr-only">{t(kind)} </span>
      {text}
    </Tag>
  );
}

function OutcomeSentence({ task }: { task: TaskDetail }) {
  const t = useTranslations("tasks.outcome");
  if (task.status === "completed" && task.completedAt) {
    const at = task.completedAt;
    return t.rich("answered", {
      name: task.completedBy?.name ?? t("somebody"),
      channel: task.completedVia ?? "none",
      who: (name) => <span className="font-medium text-ink">{name}</span>,
      at: () => <ExactTime at={at} />,
    });
  }
  return task.status === "expired" ? t("expired") : t("cancelled");
}
