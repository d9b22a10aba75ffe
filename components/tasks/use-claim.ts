"use client";

import { trpc } from "@/components/trpc";
import { problemOf } from "@/components/ui/problem";
import { toast } from "@/components/ui/toast";
import type { TaskView } from "@/server/domain/tasks/schema";

/** Claims a task; when somebody else was faster, says who. */
export function useClaim(onClaimed?: () => void) {
  const utils = trpc.useUtils();
  const claim = trpc.task.claim.useMutation({
    onSuccess: () => onClaimed?.(),
    onError: (error) => toast.error(problemOf(error).message),
    onSettled: () => utils.task.invalidate(),
  });
  return {
    pending: claim.isPending,
    run: (task: Pick<TaskView, "id" | "whyNot">) => {
      if (task.whyNot.claim) return void toast.info(task.whyNot.claim);
      claim.mutate({ taskId: task.id });
    },
  };
}
