"use client";

import { useFormatter, useTranslations } from "next-intl";
import { trpc } from "@/components/trpc";
import { problemOf } from "@/components/ui/problem";
import { toast } from "@/components/ui/toast";
import { undoable } from "@/components/ui/undo";

/** Puts a task off, lets it wait for the customer, and takes it back; each with an undo. */
export function useHold(taskId: string) {
  const t = useTranslations("tasks.hold");
  const format = useFormatter();
  const utils = trpc.useUtils();
  const shared = {
    onError: (error: unknown) => void toast.error(problemOf(error).message),
    onSettled: () => utils.task.invalidate(),
  };
  const snooze = trpc.task.snooze.useMutation(shared);
  const wake = trpc.task.wake.useMutation(shared);
  const wait = trpc.task.wait.useMutation(shared);
  const stopWaiting = trpc.task.stopWaiting.useMutation(shared);
  return {
    pending: snooze.isPending || wake.isPending || wait.isPending || stopWaiting.isPending,
    snooze: (at: Date) =>
      snooze.mutate(
        { taskId, until: at.toISOString() },
        {
          onSuccess: () =>
            void toast.success(
              t("snoozedToast", {
                when: format.dateTime(at, { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" }),
              }),
              undoable(t("undo"), () => wake.mutate({ taskId })),
            ),
        },
      ),
    wake: () => wake.mutate({ taskId }),
    wait: () =>
      wait.mutate(
        { taskId },
        {
          onSuccess: () =>
            void toast.success(
              t("waitingToast"),
              undoable(t("undo"), () => stopWaiting.mutate({ taskId })),
            ),
        },
      ),
    stopWaiting: () => stopWaiting.mutate({ taskId }),
  };
}
