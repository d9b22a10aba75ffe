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
import type { TaskDetail } from "@/server/domain/tasks/schema";
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
  const common = useTranslations("common");
  const utils = trpc.useUtils();
  const [search, setSearch] = useState("");
  const text = useDeferredValue(search.trim());
  const [chosen, setChosen] = useState<string | null>(null);
  const link = trpc.task.link.useMutation();
  const merge = trpc.task.merge.useMutation();
  const query = trpc.task.list.useQuery({
    limit: 8,
    ...(text ? { text } : {}),
    ...(purpose === "merge" ? { view: "open" as const } : {}),
  });
  const found = (query.data?.data ?? []).filter(({ id, mergedInto }) => id !== task.id && !mergedInto);
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
          options={found.map(({ id, title, status }) => ({
            key: id,
            children: (
              <>
                <span className="min-w-0 flex-1 truncate">{title}</span>
                <TaskStatusPill status={status} />
              </>
            ),
          }))}
          chosen={chosen}
          onChoose={setChosen}
          nothing={query.isPending ? null : t("noMatch")}
        />
        <FormError message={error ? problemOf(error).message : undefined} />
      </div>
    </Dialog>
  );
}
