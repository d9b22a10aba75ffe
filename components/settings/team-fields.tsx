"use client";

import { Controller, type UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type Strategy, strategyOptions } from "./strategies";

export type TeamValues = { name: string; slug: string; assignmentStrategy: Strategy };

/** What a team is made of, for making and for changing one. */
export function TeamFields({ form, slugHint }: { form: UseFormReturn<TeamValues>; slugHint: string }) {
  const { errors } = form.formState;
  return (
    <>
      <Field label="Name" error={errors.name?.message} required>
        <Input {...form.register("name", { required: "Give the team a name." })} autoComplete="off" />
      </Field>
      <Field label="Short name" help={slugHint} error={errors.slug?.message}>
        <Input {...form.register("slug")} autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </Field>
      <Field label="Assignment" error={errors.assignmentStrategy?.message}>
        <Controller
          control={form.control}
          name="assignmentStrategy"
          render={({ field }) => (
            <Select value={field.value} onValueChange={field.onChange} options={strategyOptions} />
          )}
        />
      </Field>
      <FormError message={errors.root?.message} />
    </>
  );
}
