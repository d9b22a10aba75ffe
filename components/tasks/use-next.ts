"use client";

import { useTranslations } from "next-intl";
import { trpc } from "@/components/trpc";
import { toast } from "@/components/ui/toast";
import { queueInput } from "./queue-input";

/** So many may be taken by others before one gives up. */
const tries = 5;

/** What comes after a task is done: the next one that can be worked on, claimed and opened in the same stroke. */
export interface Next {
  /** Whether there is one. */
  any: boolean;
  /** Claims and opens the next one that nobody else takes first. */
  take: () => Promise<void>;
}

/**
 * The next task after `id`. `following` are the ids that come after it where it is shown; without, it is what the
 * reader's teams have, by what is due first.
 */
export function useNext(
  id: string,
  { following, onOpen }: { following?: readonly string[] | undefined; onOpen: (taskId: string) => void },
): Next {
  const t = useTranslations("tasks.next");
  const utils = trpc.useUtils();
  const claim = trpc.task.claim.useMutation();
  const own = trpc.task.list.useQuery(queueInput, { enabled: following === undefined });
  const free = (own.data?.data ?? []).filter(
    (task) => (task.may.claim || task.may.release) && !task.snoozedUntil && !task.waitingSince,
  );
  const ids = (following ?? free.map((task) => task.id)).filter((other) => other !== id);
  return {
    any: ids.length > 0,
    async take() {
      for (const taskId of ids.slice(0, tries)) {
        const taken = await claim.mutateAsync({ taskId }).then(
          () => true,
          () => false,
        );
        if (!taken) continue;
        await utils.task.invalidate();
        onOpen(taskId);
        return;
      }
      toast.info(t("none"));
    },
  };
}
