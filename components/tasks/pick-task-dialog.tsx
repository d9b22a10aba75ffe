"use client";

import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form";
import { problemOf } from "@/components/ui/problem";
import { TaskStatusPill } from "@/components/ui/status";
import { toast } from "@/components/ui/toast";
import type { Original } from "@/server/domain/related/schema";
import type { TaskDetail, TaskStatus } from "@/server/domain/tasks/schema";
import { FindOne } from "./find-one";

/** Finds another task, to link this one with it or to merge this one into it. */
export function PickTaskDialog({
  task,
  purpose,
  onOpenChange,
}: {
  task: TaskDetail;
  purpose: "link" | "merge";
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations(`tasks.${purpose}`);
  const because = useTranslations("tasks.merge.because");
  const common = useTranslations("common");
  const utils = trpc.useUtils();
  const [search, setSearch] = useState("");
  const text = useDeferredValue(search.trim());
  const [chosen, setChosen] = useState<string | null>(null);
  const link = trpc.task.link.useMutation();
  const merge = trpc.task.merge.useMutation();
  const { found, pending } = useFound(task.id, purpose, text);
  const error = link.error ?? merge.error;
  const submit = async () => {
    if (!chosen) return;
    if (purpose === "link") await link.mutateAsync({ taskId: task.id, otherId: chosen });
    else await merge.mutateAsync({ taskId: task.id, into: chosen });
    toast.success(t("done"));
    await utils.task.invalidate();
    onOpenChange(false);
  };
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={t("title")}
      description={t("description", { title: task.title })}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{common("cancel")}</Button>
          <Button
            variant="primary"
            loading={link.isPending || merge.isPending}
            disabledReason={chosen ? null : t("chooseFirst")}
            onClick={() => submit().catch(() => {})}
          >
            {t("submit")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-2">
        <FindOne
          find={t("find")}
          search={search}
          onSearch={setSearch}
          legend={t("target")}
          options={found.map((other) => ({
            key: other.id,
            ...(other.because ? { under: because(other.because) } : {}),
            children: (
              <>
                <span dir="auto" className="min-w-0 flex-1 truncate">
                  {other.title}
                  {other.customer && <span className="text-ink-subtle"> · {other.customer}</span>}
                </span>
                <TaskStatusPill status={other.status} decided={other.decided} />
              </>
            ),
          }))}
          chosen={chosen}
          onChoose={setChosen}
          nothing={pending ? null : t("noMatch")}
        />
        <FormError message={error ? problemOf(error).message : undefined} />
      </div>
    </Dialog>
  );
}

interface Found {
  id: string;
  title: string;
  status: TaskStatus;
  decided?: boolean;
  customer?: string | null;
  /** Why it is offered, where that is known. */
  because?: Original["because"];
}

/**
 * The tasks to choose from. What a task may be merged into begins with the same customer's and those with alike
 * titles; it can be linked with any.
 */
function useFound(taskId: string, purpose: "link" | "merge", text: string) {
  const said = text ? { text } : {};
  const merging = purpose === "merge";
  const keep = { placeholderData: <T,>(before: T) => before };
  const originals = trpc.task.originals.useQuery({ taskId, ...said }, { enabled: merging, ...keep });
  const others = trpc.task.list.useQuery({ limit: 8, ...said }, { enabled: !merging, ...keep });
  const found: Found[] = merging
    ? (originals.data?.data ?? [])
    : (others.data?.data ?? [])
        .filter(({ id, mergedInto }) => id !== taskId && !mergedInto)
        .map(({ id, title, status, deciders }) => ({ id, title, status, decided: deciders !== null }));
  return { found, pending: (merging ? originals : others).isPending };
}
