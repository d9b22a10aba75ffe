"use client";

import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { useTeams } from "@/components/shell/use-rosters";
import { trpc } from "@/components/trpc";
import { Field } from "@/components/ui/field";
import { showProblem } from "@/components/ui/form";
import { FormDialog } from "@/components/ui/form-dialog";
import { Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { TaskDetail } from "@/server/domain/tasks/schema";

/** Hands a task to another team, with what that team needs to know. */
export function TransferDialog({
  task,
  onOpenChange,
}: {
  task: TaskDetail;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("tasks.transfer");
  const utils = trpc.useUtils();
  const teams = useTeams();
  const form = useForm({ defaultValues: { team: "", note: "" } });
  const transfer = trpc.task.transfer.useMutation();
  const submit = form.handleSubmit(async ({ team, note }) => {
    try {
      await transfer.mutateAsync({ taskId: task.id, team, note });
      toast.success(t("done", { team: teams.rows.find(({ slug }) => slug === team)?.name ?? team }));
      await utils.task.invalidate();
      onOpenChange(false);
    } catch (cause) {
      showProblem(form, cause);
    }
  });
  const { errors } = form.formState;
  const options = teams.rows
    .filter(({ id }) => id !== task.assignedTo.team?.id)
    .map(({ slug, name }) => ({ value: slug, label: name }));
  return (
    <FormDialog
      open
      onOpenChange={onOpenChange}
      title={t("title")}
      description={t("description", { title: task.title })}
      action={t("submit")}
      pending={form.formState.isSubmitting}
      problem={errors.root?.message}
      onSubmit={submit}
    >
      <Field label={t("team")} required error={errors.team?.message}>
        <Select
          value={form.watch("team")}
          onValueChange={(team) => form.setValue("team", team, { shouldValidate: true })}
          options={options}
        />
      </Field>
      <Field label={t("note")} help={t("noteHelp")} required error={errors.note?.message}>
        <Textarea {...form.register("note", { required: t("noteNeeded") })} />
      </Field>
      <input type="hidden" {...form.register("team", { required: t("teamNeeded") })} />
    </FormDialog>
  );
}
