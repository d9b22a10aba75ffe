"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo, useState } from "react";
import { inboxQuestion } from "@/components/inbox/filters";
import { trpc } from "@/components/trpc";
import { toast } from "@/components/ui/toast";
import { type Following, followingIn } from "./following";
import { rememberedInbox } from "./remembered-inbox";

/** So many may be taken by others before one gives up. */
const tries = 5;

/** What comes after a task is done: the next one that can be worked on, claimed and opened in the same stroke. */
export interface Next {
  /** Whether there is one. */
  any: boolean;
  /** Opens the next one, claiming it unless it is the reader's already; of those that others take first, the next. */
  take: () => Promise<void>;
}

/**
 * The next task after `id`. `following` are those that come after it where it is shown; without, it is what comes
 * after it in the inbox as the reader left it.
 */
export function useNext(
  id: string,
  { following, onOpen }: { following?: readonly Following[] | undefined; onOpen: (taskId: string) => void },
): Next {
  const t = useTranslations("tasks.next");
  const utils = trpc.useUtils();
  const claim = trpc.task.claim.useMutation();
  const left = useInboxLeft(following === undefined, id);
  const tasks = (following ?? left).filter((other) => other.id !== id);
  return {
    any: tasks.length > 0,
    async take() {
      for (const task of tasks.slice(0, tries)) {
        const taken =
          !task.claim ||
          (await claim.mutateAsync({ taskId: task.id }).then(
            () => true,
            () => false,
          ));
        if (!taken) continue;
        await utils.task.invalidate();
        onOpen(task.id);
        return;
      }
      toast.info(t("none"));
    },
  };
}

/** What follows a task in the inbox as it was left: view, filters and sort. */
function useInboxLeft(enabled: boolean, id: string): Following[] {
  const [address, setAddress] = useState("/inbox");
  useEffect(() => setAddress(rememberedInbox()), []);
  const { data } = trpc.inbox.list.useQuery(inboxQuestion(address), { enabled });
  return useMemo(() => followingIn(data?.data ?? [], id), [data, id]);
}
