"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "@/components/trpc";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form";
import { problemOf } from "@/components/ui/problem";
import { toast } from "@/components/ui/toast";
import type { TaskDetail } from "@/server/domain/tasks/schema";
import { FindOne } from "./find-one";
import { useTargets } from "./use-targets";

/** Hands a task to a team or a person. */
export function ReassignDialog({
  task,
  open,
  onOpenChange,
}: {
  task: TaskDetail;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("tasks.reassign");
  const common = useTranslations("common");
  const utils = trpc.useUtils();
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const targets = useTargets(open);
  const reassign = trpc.task.reassign.useMutation({ onSettled: () => utils.task.invalidate() });
  const matching = targets.filter(({ name, hint }) =>
    `${name} ${hint}`.toLowerCase().includes(search.toLowerCase()),
  );
  const target = targets.find(({ key }) => key === chosen);
  const change = (next: boolean) => {
    onOpenChange(next);
    setSearch("");
    setChosen(null);
    reassign.reset();
  };
  const submit = async () => {
    if (!target) return;
    await reassign.mutateAsync({ taskId: task.id, assignTo: target.assignTo });
    toast.success(t("done", { name: target.name }));
    change(false);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={t("title")}
      description={t("description", { title: task.title })}
      footer={
        <>
          <Button onClick={() => change(false)}>{common("cancel")}</Button>
          <Button
            variant="primary"
            loading={reassign.isPending}
            disabledReason={target ? null : t("chooseFirst")}
            onClick={() => submit().catch(() => {})}
          >
            {target ? t("assignTo", { name: target.name }) : t("assign")}
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
          options={matching.map(({ key, name, hint }) => ({
            key,
            label: `${name}, ${hint}`,
            children: (
              <>
                <Avatar name={name} />
                <span className="truncate">{name}</span>
                <span className="ml-auto truncate text-ink-subtle text-xs">{hint}</span>
              </>
            ),
          }))}
          chosen={chosen}
          onChoose={setChosen}
          nothing={t("noMatch")}
        />
        <FormError message={reassign.error ? problemOf(reassign.error).message : undefined} />
      </div>
    </Dialog>
  );
}
