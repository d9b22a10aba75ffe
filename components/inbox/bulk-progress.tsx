"use client";

import { Check, ChevronDown, CircleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { type Outputs, trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { problemOf } from "@/components/ui/problem";
import { toast } from "@/components/ui/toast";
import { undoable } from "@/components/ui/undo";

/** How far an act on many tasks is; then what came of it, what could not be done and why, and the way back. */
export function BulkProgress({
  id,
  onClose,
  onNext,
}: {
  id: string;
  onClose: () => void;
  onNext: (id: string) => void;
}) {
  const t = useTranslations("inbox.bulk");
  // It is heard of as it goes on; asking as well is for who has lost the connection meanwhile.
  const { data } = trpc.bulk.get.useQuery(
    { bulkId: id },
    { refetchInterval: ({ state }) => (state.data?.finished ? false : 2000) },
  );
  const undo = trpc.bulk.undo.useMutation({
    onSuccess: (next) => onNext(next.id),
    onError: (error) => toast.error(problemOf(error).message),
  });
  const { mutate } = undo;
  const mayUndo = data?.mayUndo ?? false;
  useEffect(() => {
    if (mayUndo) undoable(t("undo"), () => mutate({ bulkId: id }));
  }, [mayUndo, mutate, id, t]);
  const [open, setOpen] = useState(false);
  if (!data) return null;
  const { total, done, refused, finished } = data;
  const so = total === 0 ? 100 : Math.round(((done + refused) / total) * 100);
  return (
    <section aria-label={t("title")} className="mt-auto border-t bg-raised">
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5 text-sm">
        {finished ? (
          refused > 0 ? (
            <CircleAlert className="size-4 shrink-0 text-warn-ink" aria-hidden />
          ) : (
            <Check className="size-4 shrink-0 text-ok-ink" aria-hidden />
          )
        ) : (
          <progress
            aria-label={t("progress")}
            value={done + refused}
            max={total}
            className="h-1.5 w-24 appearance-none overflow-hidden rounded-full bg-pressed [&::-webkit-progress-bar]:bg-pressed [&::-webkit-progress-value]:bg-accent"
          />
        )}
        <span role="status" className="min-w-0 flex-1">
          {finished
            ? t(`done.${data.action.type}`, { done, total })
            : t("running", { so, done: done + refused, total })}
          {refused > 0 && <span className="text-warn-ink"> {t("refused", { count: refused })}</span>}
        </span>
        {refused > 0 && (
          <Button variant="ghost" size="sm" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t("why")}{" "}
            <ChevronDown className={cn("transition-transform", open && "rotate-180")} aria-hidden />
          </Button>
        )}
        {data.mayUndo && (
          <Button
            variant="ghost"
            size="sm"
            loading={undo.isPending}
            onClick={() => undo.mutate({ bulkId: id })}
          >
            {t("undo")}
          </Button>
        )}
        {finished && (
          <Button variant="ghost" size="icon" aria-label={t("close")} onClick={onClose}>
            <X aria-hidden />
          </Button>
        )}
      </div>
      {open && <Problems problems={data.problems} more={refused - data.problems.length} />}
    </section>
  );
}

function Problems({ problems, more }: { problems: Outputs["bulk"]["get"]["problems"]; more: number }) {
  const t = useTranslations("inbox.bulk");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <ul tabIndex={0} aria-label={t("why")} className="max-h-48 overflow-y-auto border-t px-4 py-2 text-sm">
      {problems.map(({ taskId, title, problem }) => (
        <li key={taskId} className="flex flex-wrap gap-x-3 py-1">
          <a href={`/tasks/${taskId}`} className="min-w-0 truncate font-medium hover:underline">
            {title || t("unknown")}
          </a>
          <span className="text-ink-muted">{problem}</span>
        </li>
      ))}
      {more > 0 && <li className="py-1 text-ink-subtle">{t("more", { count: more })}</li>}
    </ul>
  );
}
