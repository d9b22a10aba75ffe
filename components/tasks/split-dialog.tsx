"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFieldArray, useForm } from "react-hook-form";
import { useTeams } from "@/components/shell/use-rosters";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { problemOf } from "@/components/ui/problem";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { TaskDetail } from "@/server/domain/tasks/schema";

const most = 10;

/** Splits parts off a task, each for a team. */
export function SplitDialog({
  task,
  onOpenChange,
}: {
  task: TaskDetail;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("tasks.split");
  const utils = trpc.useUtils();
  const teams = useTeams();
  const own = task.assignedTo.team?.slug ?? "";
  const form = useForm({ defaultValues: { parts: [{ title: "", team: own }] } });
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "parts" });
  const split = trpc.task.split.useMutation();
  const submit = form.handleSubmit(async ({ parts }) => {
    await split.mutateAsync({
      taskId: task.id,
      parts: parts.map(({ title, team }) => ({ title, ...(team ? { assignTo: { team } } : {}) })),
    });
    toast.success(t("done", { count: parts.length }));
    await utils.task.invalidate();
    onOpenChange(false);
  });
  const options = teams.rows.map(({ slug, name }) => ({ value: slug, label: name }));
  return (
    <FormDialog
      open
      onOpenChange={onOpenChange}
      title={t("title")}
      description={t("description", { title: task.title })}
      action={t("submit", { count: fields.length })}
      pending={split.isPending}
      problem={split.error ? problemOf(split.error).message : undefined}
      onSubmit={(event) => submit(event).catch(() => {})}
    >
      <div className="flex flex-col gap-3">
        {fields.map((field, index) => (
          <div key={field.id} className="flex items-start gap-x-2 gap-y-1 max-sm:flex-wrap max-sm:pb-2">
            <Field
              label={t("part", { number: index + 1 })}
              required
              className="max-sm:basis-full sm:flex-1"
              error={form.formState.errors.parts?.[index]?.title?.message}
            >
              <Input {...form.register(`parts.${index}.title`, { required: t("titleNeeded") })} />
            </Field>
            <Field label={t("team")} className="sm:w-36 max-sm:min-w-0 max-sm:flex-1">
              <Select
                value={form.watch(`parts.${index}.team`)}
                onValueChange={(team) => form.setValue(`parts.${index}.team`, team)}
                options={options}
              />
            </Field>
            {fields.length > 1 && (
              <Button
                size="icon"
                variant="ghost"
                className="mt-6.5"
                aria-label={t("remove", { number: index + 1 })}
                onClick={() => remove(index)}
              >
                <X aria-hidden />
              </Button>
            )}
          </div>
        ))}
        {fields.length < most && (
          <Button
            size="sm"
            variant="ghost"
            className="w-fit"
            onClick={() => append({ title: "", team: own })}
          >
            <Plus aria-hidden /> {t("add")}
          </Button>
        )}
      </div>
    </FormDialog>
  );
}
