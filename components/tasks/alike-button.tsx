"use client";

import { useTranslations } from "next-intl";
import { useFormContext } from "react-hook-form";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import type { TaskDetail, TaskView } from "@/server/domain/tasks/schema";
import type { Answers } from "./task-fields";

/** Offers to give the same answer to alike tasks, where there are any. */
export function AlikeButton({
  task,
  onAsk,
}: {
  task: TaskDetail;
  onAsk: (alike: TaskView[], answer: Answers) => void;
}) {
  const t = useTranslations("tasks.alike");
  const form = useFormContext<Answers>();
  const { data } = trpc.task.alike.useQuery({ taskId: task.id }, { enabled: task.run !== null });
  const alike = data?.data ?? [];
  if (alike.length === 0) return null;
  return (
    <Button
      variant="ghost"
      disabledReason={task.whyNot.complete}
      onClick={() => void form.handleSubmit((values) => onAsk(alike, values))()}
    >
      {t("offer", { count: alike.length })}
    </Button>
  );
}
