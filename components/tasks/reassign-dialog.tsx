"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "@/components/trpc";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { problemOf } from "@/components/ui/problem";
import { toast } from "@/components/ui/toast";
import type { TaskDetail } from "@/server/domain/tasks/schema";
import { type Target, useTargets } from "./use-targets";

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
        <Input
          autoFocus
          aria-label={t("find")}
          placeholder={t("find")}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <fieldset className="flex max-h-72 flex-col gap-px overflow-y-auto p-0.5">
          <legend className="sr-only">{t("target")}</legend>
          {matching.map((option) => (
            <TargetRow
              key={option.key}
              option={option}
              checked={option.key === chosen}
              onChoose={setChosen}
            />
          ))}
          {matching.length === 0 && (
            <p className="py-6 text-center text-ink-subtle text-sm">{t("noMatch")}</p>
          )}
        </fieldset>
        <FormError message={reassign.error ? problemOf(reassign.error).message : undefined} />
      </div>
    </Dialog>
  );
}

function TargetRow({
  option,
  checked,
  onChoose,
}: {
  option: Target;
  checked: boolean;
  onChoose: (key: string) => void;
}) {
  return (
    <label
      className={cn(
        "flex min-h-9 items-center gap-2.5 rounded-md px-2 text-sm hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-ring",
        checked && "bg-accent-soft hover:bg-accent-soft",
      )}
    >
      <input
        type="radio"
        name="assignee"
        className="sr-only"
        checked={checked}
        onChange={() => onChoose(option.key)}
        aria-label={`${option.name}, ${option.hint}`}
      />
      <Avatar name={option.name} />
      <span className="truncate">{option.name}</span>
      <span className="ml-auto truncate text-ink-subtle text-xs">{option.hint}</span>
    </label>
  );
}
