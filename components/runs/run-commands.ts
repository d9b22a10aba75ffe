"use client";

import { trpc } from "@/components/trpc";
import { problemOf } from "@/components/ui/problem";
import { toast } from "@/components/ui/toast";
import type { RunView } from "@/server/domain/runs/schema";

/** What a person can have a run do. Each shows at once what it answers; a refusal is told in its own words. */
export function useRunCommands(run: Pick<RunView, "id">) {
  const utils = trpc.useUtils();
  const shared = {
    onSuccess: (after: RunView) => utils.run.get.setData({ runId: after.id }, after),
    onError: (error: unknown) => toast.error(problemOf(error).message),
    onSettled: () =>
      Promise.all([utils.run.invalidate(), utils.task.invalidate(), utils.deadLetter.invalidate()]),
  };
  /** Shows a paused run as paused before the answer is there; a refusal is put right by asking again. */
  const show = (paused: boolean) => async () => {
    await utils.run.get.cancel({ runId: run.id });
    utils.run.get.setData({ runId: run.id }, (before) => before && { ...before, paused });
  };
  return {
    pause: trpc.run.pause.useMutation({ ...shared, onMutate: show(true) }),
    resume: trpc.run.resume.useMutation({ ...shared, onMutate: show(false) }),
    retry: trpc.run.retry.useMutation(shared),
    skip: trpc.run.skip.useMutation(shared),
    fail: trpc.run.fail.useMutation(shared),
  };
}
