"use client";

import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { useTeams } from "@/components/shell/use-rosters";
import { trpc } from "@/components/trpc";
import { Field } from "@/components/ui/field";
import { showProblem } from "@/components/ui/form";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { CannedAnswerView } from "@/server/domain/canned-answers/schema";

const everybody = "everybody";
const variables = ["customer.name", "agent.name", "task.title", "context.…"];

/** Writes a canned answer, or changes one. */
export function AnswerDialog({
  answer,
  onOpenChange,
}: {
  answer: CannedAnswerView | undefined;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("tasks.cannedSettings");
  const utils = trpc.useUtils();
  const teams = useTeams();
  const create = trpc.cannedAnswer.create.useMutation();
  const update = trpc.cannedAnswer.update.useMutation();
  const form = useForm({
    defaultValues: {
      title: answer?.title ?? "",
      shortcut: answer?.shortcut ?? "",
      body: answer?.body ?? "",
      team: answer?.team?.id ?? everybody,
    },
  });
  const submit = form.handleSubmit(async ({ team, ...values }) => {
    const teamId = team === everybody ? null : team;
    try {
      if (answer) await update.mutateAsync({ cannedAnswerId: answer.id, ...values, teamId });
      else await create.mutateAsync({ ...values, ...(teamId ? { teamId } : {}) });
      toast.success(t("saved", { title: values.title }));
      await utils.cannedAnswer.invalidate();
      onOpenChange(false);
    } catch (cause) {
      showProblem(form, cause);
    }
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      open
      onOpenChange={onOpenChange}
      title={answer ? t("editTitle") : t("new")}
      wide
      action={t("save")}
      pending={form.formState.isSubmitting}
      problem={errors.root?.message}
      onSubmit={submit}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("name")} required error={errors.title?.message}>
          <Input {...form.register("title")} />
        </Field>
        <Field label={t("shortcut")} help={t("shortcutHelp")} required error={errors.shortcut?.message}>
          <Input {...form.register("shortcut")} autoCapitalize="none" spellCheck={false} />
        </Field>
      </div>
      <Field
        label={t("body")}
        required
        error={errors.body?.message}
        help={t("bodyHelp", { variables: variables.map((name) => `{{${name}}}`).join(", ") })}
      >
        <Textarea rows={6} {...form.register("body")} />
      </Field>
      <Field label={t("team")}>
        <Select
          value={form.watch("team")}
          onValueChange={(team) => form.setValue("team", team)}
          options={[
            { value: everybody, label: t("everybody") },
            ...teams.rows.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Field>
    </FormDialog>
  );
}
