"use client";

import { useTranslations } from "next-intl";
import { Controller, type UseFormReturn, useForm } from "react-hook-form";
import { useTeams } from "@/components/shell/use-rosters";
import { trpc } from "@/components/trpc";
import { Field } from "@/components/ui/field";
import { showProblem } from "@/components/ui/form";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { TemplateView } from "@/server/domain/templates/schema";
import { TemplateFields } from "./template-fields";
import { type DraftField, draftOf, formOf } from "./template-form";

export interface TemplateValues {
  name: string;
  title: string;
  description: string;
  teamId: string;
  priority: TemplateView["priority"];
  completeWithin: string;
  fields: DraftField[];
}

/** Stands for no team: a list has no place for an empty value. */
const NOBODY = "nobody";
const PRIORITIES = ["low", "normal", "high", "urgent"] as const;

/** Makes a template, or changes one. */
export function TemplateDialog({
  template,
  onOpenChange,
}: {
  template: TemplateView | null;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("settings.templates");
  const utils = trpc.useUtils();
  const form = useForm<TemplateValues>({ defaultValues: valuesOf(template) });
  const create = trpc.template.create.useMutation();
  const update = trpc.template.update.useMutation();
  const submit = form.handleSubmit(async (values) => {
    const { name, title, priority } = values;
    const { completeWithin: _, ...otherClocks } = template?.sla ?? {};
    const within = values.completeWithin.trim();
    const sla = { ...otherClocks, ...(within ? { completeWithin: within } : {}) };
    const input = {
      name,
      title,
      priority,
      description: values.description.trim() || null,
      teamId: values.teamId === NOBODY ? null : values.teamId,
      sla: Object.keys(sla).length > 0 ? sla : null,
      form: formOf(values.fields, template?.form),
    };
    try {
      if (template) await update.mutateAsync({ templateId: template.id, ...input });
      else await create.mutateAsync(input);
      toast.success(t(template ? "saved" : "created", { name }));
      await utils.template.invalidate();
      onOpenChange(false);
    } catch (cause) {
      showProblem(form, cause);
    }
  });
  return (
    <FormDialog
      open
      wide
      onOpenChange={onOpenChange}
      title={template ? t("editTitle", { name: template.name }) : t("newTitle")}
      action={t("save")}
      pending={form.formState.isSubmitting}
      problem={form.formState.errors.root?.message}
      onSubmit={submit}
    >
      <About form={form} />
      <TemplateFields form={form} />
    </FormDialog>
  );
}

function valuesOf(template: TemplateView | null): TemplateValues {
  return {
    name: template?.name ?? "",
    title: template?.title ?? "",
    description: template?.description ?? "",
    teamId: template?.team?.id ?? NOBODY,
    priority: template?.priority ?? "normal",
    completeWithin: template?.sla?.completeWithin ?? "",
    fields: template
      ? draftOf(template.form)
      : [{ key: "", label: "", type: "textarea", required: true, options: "" }],
  };
}

function About({ form }: { form: UseFormReturn<TemplateValues> }) {
  const t = useTranslations("settings.templates");
  const teams = useTeams();
  const { errors } = form.formState;
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("name")} help={t("nameHelp")} error={errors.name?.message} required>
          <Input autoComplete="off" {...form.register("name", { required: t("nameNeeded") })} />
        </Field>
        <Field label={t("taskTitle")} error={errors.title?.message} required>
          <Input autoComplete="off" {...form.register("title", { required: t("taskTitleNeeded") })} />
        </Field>
      </div>
      <Field label={t("description")} error={errors.description?.message}>
        <Textarea {...form.register("description")} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("team")} error={errors.teamId?.message}>
          <Controller
            control={form.control}
            name="teamId"
            render={({ field }) => (
              <Select
                value={field.value}
                onValueChange={field.onChange}
                options={[
                  { value: NOBODY, label: t("nobody") },
                  ...teams.rows.map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            )}
          />
        </Field>
        <Field label={t("priority")} error={errors.priority?.message}>
          <Controller
            control={form.control}
            name="priority"
            render={({ field }) => (
              <Select
                value={field.value}
                onValueChange={field.onChange}
                options={PRIORITIES.map((value) => ({ value, label: t(`priorities.${value}`) }))}
              />
            )}
          />
        </Field>
      </div>
      <Field
        label={t("completeWithin")}
        help={t("completeWithinHelp")}
        error={errors.completeWithin?.message}
        className="sm:w-1/2 sm:pr-2"
      >
        <Input autoComplete="off" {...form.register("completeWithin")} />
      </Field>
    </>
  );
}
