"use client";

import { Controller, type UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type Strategy, strategyOptions } from "./strategies";

export type TeamValues = { name: string; slug: string; assignmentStrategy: Strategy };

/** What a team is made of, for making and for changing one. Once made it keeps its short name. */
export function TeamFields({ form, made }: { form: UseFormReturn<TeamValues>; made: boolean }) {
  const { errors } = form.formState;
  return (
    <>
      <Field label="Name" error={errors.name?.message} required>
        <Input {...form.register("name", { required: "Give the team a name." })} autoComplete="off" />
      </Field>
      <Field
        label="Short name"
        help={
          made
            ? "It stays, because workflows find the team by it."
            : "Workflows use it. Leave it empty to have one made from the name."
        }
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
