"use client";

import { useTranslations } from "next-intl";
import { Controller, type UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { STRATEGIES, type Strategy } from "./strategies";

export type TeamValues = { name: string; slug: string; assignmentStrategy: Strategy };

/** What a team is made of, for making and for changing one. Once made it keeps its short name. */
export function TeamFields({ form, made }: { form: UseFormReturn<TeamValues>; made: boolean }) {
  const t = useTranslations("settings");
  const { errors } = form.formState;
  return (
    <>
      <Field label={t("teams.name")} error={errors.name?.message} required>
        <Input {...form.register("name", { required: t("teams.nameNeeded") })} autoComplete="off" />
      </Field>
      <Field
        label={t("teams.slug")}
        help={t(made ? "teams.slugStays" : "teams.slugHelp")}
        error={errors.slug?.message}
      >
        <Input
          {...form.register("slug")}
          readOnly={made}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
      </Field>
      <Field label={t("teams.assignment")} error={errors.assignmentStrategy?.message}>
        <Controller
          control={form.control}
          name="assignmentStrategy"
          render={({ field }) => (
            <Select
              value={field.value}
              onValueChange={field.onChange}
              options={STRATEGIES.map((value) => ({
                value,
                label: t(`strategies.${value}`),
                hint: t(`strategyHints.${value}`),
              }))}
            />
          )}
        />
      </Field>
    </>
  );
}
