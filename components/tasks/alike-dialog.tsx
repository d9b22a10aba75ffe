"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { CheckboxRow } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form";
import { problemOf } from "@/components/ui/problem";
import type { TaskDetail, TaskView } from "@/server/domain/tasks/schema";
import type { Answers } from "./task-fields";

/** An answer that alike tasks may get too. */
export interface AlikeAsked {
  alike: TaskView[];
  answer: Answers;
  /** This task is answered. */
  onDone: () => void;
}

/** Gives this task's answer to others that are alike as well, and says what became of each. */
export function AlikeDialog({
  task,
  asked: { alike, answer, onDone },
  onClose,
}: {
  task: TaskDetail;
  asked: AlikeAsked;
  onClose: () => void;
}) {
  const t = useTranslations("tasks.alike");
  const common = useTranslations("common");
  const utils = trpc.useUtils();
  // What was found when it opened: rows that others answer meanwhile don't move under the hand.
  const [rows] = useState(alike);
  const [chosen, setChosen] = useState<string[]>(rows.map(({ id }) => id));
  const complete = trpc.task.completeMany.useMutation();
  const results = complete.data?.results;
  const outcome = (id: string) => results?.find(({ taskId }) => taskId === id);
  const close = () => {
    if (outcome(task.id)?.ok) onDone();
    onClose();
    void utils.task.invalidate();
  };
  const send = () => complete.mutate({ taskIds: [task.id, ...chosen], formData: answer });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={t("title")}
      description={t("description")}
      footer={
        results ? (
          <Button onClick={close}>{common("close")}</Button>
        ) : (
          <>
            <Button onClick={close}>{common("cancel")}</Button>
            <Button variant="primary" loading={complete.isPending} onClick={send}>
              {t("send", { count: chosen.length + 1 })}
            </Button>
          </>
        )
      }
    >
      {results && (
        <p role="status" className="pb-2 text-sm">
          {t("result", { done: results.filter(({ ok }) => ok).length, all: results.length })}
        </p>
      )}
      <ul className="flex max-h-80 flex-col overflow-y-auto pb-1">
        {rows.map(({ id, title, context }) => {
          const became = outcome(id);
          const words = typeof context.question === "string" ? context.question : "";
          const name = words ? `${title} · ${words}` : title;
          return (
            <li key={id} className="border-b py-1 text-sm last:border-0">
              {results ? (
                <p className="flex min-h-7 items-center gap-3">
                  <span dir="auto" className="wrap-anywhere line-clamp-2 min-w-0 flex-1">
                    {name}
                  </span>
                  <span className={became?.ok === false ? "text-danger-ink" : "text-ink-subtle"}>
                    {became ? (became.ok ? t("answered") : became.message) : t("left")}
                  </span>
                </p>
              ) : (
                <CheckboxRow
                  label={name}
                  checked={chosen.includes(id)}
                  onCheckedChange={(on) =>
                    setChosen(on ? [...chosen, id] : chosen.filter((other) => other !== id))
                  }
                />
              )}
            </li>
          );
        })}
      </ul>
      <FormError message={complete.error ? problemOf(complete.error).message : undefined} />
    </Dialog>
  );
}
