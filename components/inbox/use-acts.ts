import { useMutation } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useMe } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { onDemand } from "@/components/ui/on-demand";
import type { InboxRow } from "@/server/domain/inbox/schema";
import type { TaskPriority } from "@/server/domain/tasks/schema";
import type { actsOf } from "./acts";
import type { Filters } from "./filters";
import { useRowChanges } from "./use-task-list";

const making = onDemand(() => import("./acts"));

/** To whom a task can be given. */
export interface Target {
  label: string;
  assignTo: { team: string } | { user: string };
}

/** What is acted on: rows, or everything that the list's filters mean. */
export type Meant = { rows: InboxRow[] } | { everything: Filters };

/** What the inbox does to tasks, once its script is there; the pages do without until somebody acts. */
export function useActs(refresh: (ids: ReadonlySet<string>) => void) {
  const t = useTranslations("inbox.acts");
  const format = useFormatter();
  const me = useMe();
  const utils = trpc.useUtils();
  const change = useRowChanges();
  const [bulkId, setBulkId] = useState<string | null>(null);
  // In the order they were asked for; while the server is out of reach they wait.
  const { mutateAsync: inTurn } = useMutation({
    mutationFn: (ask: () => Promise<unknown>) => ask(),
    scope: { id: "acts" },
  });
  const settle = (id: string) => {
    refresh(new Set([id]));
    void utils.task.get.invalidate({ taskId: id });
    void utils.task.counts.invalidate();
  };
  const desk = { t, format, me, client: utils.client, inTurn, change, settle, setBulkId };
  const act = (run: (acts: ReturnType<typeof actsOf>) => unknown) =>
    making.load().then(({ actsOf: acts }) => run(acts(desk)));
  return {
    claim: (meant: Meant) => act(({ claim }) => claim(meant)),
    release: (meant: Meant) => act(({ release }) => release(meant)),
    reassign: (meant: Meant, to: Target) => act(({ reassign }) => reassign(meant, to)),
    prioritize: (meant: Meant, priority: TaskPriority) =>
      act(({ prioritize }) => prioritize(meant, priority)),
    snooze: (meant: Meant, at: Date) => act(({ snooze }) => snooze(meant, at)),
    cancel: (meant: Meant) => act(({ cancel }) => cancel(meant)),
    bulkId,
    setBulkId,
  };
}

export type Acts = ReturnType<typeof useActs>;
