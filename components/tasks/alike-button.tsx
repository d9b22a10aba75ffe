"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFormContext } from "react-hook-form";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import type { TaskDetail } from "@/server/domain/tasks/schema";
import { AlikeDialog } from "./alike-dialog";
import type { Answers } from "./task-fields";

/** Offers to give the same answer to alike tasks, where there are any. */
export function AlikeButton({ task, onDone }: { task: TaskDetail; onDone: () => void }) {
  const t = useTranslations("tasks.alike");
  const form = useFormContext<Answers>();
  const utils = trpc.useUtils();
  const [answer, setAnswer] = useState<Answers | null>(null);
  const { data } = trpc.task.alike.useQuery({ taskId: task.id }, { enabled: task.run !== null });
  const alike = data?.data ?? [];
  // What is under way stays open, also when nothing alike is left.
  if (alike.length === 0 && !answer) return null;
  return (
    <>
      <Button
        variant="ghost"
        disabledReason={task.whyNot.complete}
        onClick={() => void form.handleSubmit((values) => setAnswer(values))()}
      >
        {t("offer", { count: alike.length })}
      </Button>
      {answer && (
        <AlikeDialog
          task={task}
          alike={alike}
          answer={answer}
          onClose={(done) => {
            setAnswer(null);
            if (done) onDone();
            void utils.task.invalidate();
          }}
        />
      )}
    </>
  );
}
