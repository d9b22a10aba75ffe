"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Controller, type UseFormReturn, useFieldArray, useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { FIELD_TYPES } from "@/server/domain/forms/rules";
import type { TemplateValues } from "./template-dialog";
import { hasOptions } from "./template-form";

/** What a task asks, question by question. */
export function TemplateFields({ form }: { form: UseFormReturn<TemplateValues> }) {
  const t = useTranslations("settings.templates");
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "fields" });
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 font-medium text-sm">{t("form")}</legend>
      {fields.map((field, index) => (
        <OneField key={field.id} form={form} index={index} onRemove={() => remove(index)} />
      ))}
      <div>
        <Button
          size="sm"
          onClick={() => append({ key: "", label: "", type: "text", required: false, options: "" })}
        >
          <Plus aria-hidden /> {t("addField")}
        </Button>
      </div>
    </fieldset>
  );
}

function OneField({
  form,
  index,
  onRemove,
}: {
  form: UseFormReturn<TemplateValues>;
  index: number;
  onRemove: () => void;
}) {
  const t = useTranslations("settings.templates");
  const at = `fields.${index}` as const;
  const { label, type } = useWatch({ control: form.control, name: at });
  const errors = form.formState.errors.fields?.[index];
  return (
    <div className="flex flex-col gap-3 rounded-md border p-3">
      <div className="relative grid items-start gap-3 sm:grid-cols-[minmax(0,1fr)_10rem_auto]">
        <Field label={t("fieldLabel")} error={errors?.label?.message}>
          <Input
            autoComplete="off"
            {...form.register(`${at}.label`, {
              validate: (text) => text.trim() !== "" || t("fieldNeeded"),
            })}
          />
        </Field>
        <Field label={t("fieldType")}>
          <Controller
            control={form.control}
            name={`${at}.type`}
            render={({ field }) => (
              <Select
                value={field.value}
                onValueChange={field.onChange}
                options={FIELD_TYPES.map((value) => ({ value, label: t(`types.${value}`) }))}
              />
            )}
          />
        </Field>
        <Button
          variant="ghost"
          size="icon"
          className="max-sm:absolute max-sm:-top-1.5 max-sm:-right-1.5 sm:mt-6.5"
          aria-label={t("removeField", { name: label || String(index + 1) })}
          onClick={onRemove}
        >
          <Trash2 aria-hidden />
        </Button>
      </div>
      {hasOptions(type) && (
        <Field label={t("options")} error={errors?.options?.message}>
          <Textarea
            rows={3}
            {...form.register(`${at}.options`, {
              validate: (text) => text.trim() !== "" || t("optionsNeeded"),
            })}
          />
        </Field>
      )}
      <Field label={t("required")} layout="inline">
        <Controller
          control={form.control}
          name={`${at}.required`}
          render={({ field }) => (
            <Checkbox checked={field.value} onCheckedChange={(on) => field.onChange(on === true)} />
          )}
        />
      </Field>
    </div>
  );
}
