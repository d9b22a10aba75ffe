"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { JsonEditor } from "@/components/ui/json-editor";
import { wordsOf } from "@/components/ui/json-value";
import { Select } from "@/components/ui/select";
import type { InputField } from "./input-fields";
import type { Entry } from "./start-run";

/** The fields of an input, or the place to write it as JSON. */
export function InputForm({ entry, errors }: { entry: Entry; errors: Record<string, string> }) {
  const t = useTranslations("workflows");
  if (!entry.fields) {
    return (
      <JsonEditor
        label={t("input")}
        help={t("jsonObject")}
        value={entry.json}
        rows={10}
        onChange={entry.setJson}
      />
    );
  }
  return entry.fields.map((field) => (
    <OneField
      key={field.name}
      field={field}
      value={entry.typed[field.name] ?? ""}
      error={errors[field.name]}
      onChange={(value) => entry.type(field.name, value)}
    />
  ));
}

function OneField({
  field,
  value,
  error,
  onChange,
}: {
  field: InputField;
  value: string | boolean;
  error: string | undefined;
  onChange: (value: string | boolean) => void;
}) {
  const t = useTranslations("workflows");
  const label = field.label === field.name ? wordsOf(field.name) : field.label;
  const help = field.type === "json" ? [field.help, t("asJson")].filter(Boolean).join("; ") : field.help;
  if (field.type === "boolean") {
    return (
      <Field label={label} help={help} error={error} layout="inline">
        <Checkbox checked={value === true} onCheckedChange={(on) => onChange(on === true)} />
      </Field>
    );
  }
  const text = String(value);
  return (
    <Field label={label} help={help} error={error} required={field.required} optional={!field.required}>
      {field.type === "choice" ? (
        <Select
          value={text}
          onValueChange={onChange}
          options={field.options.map((option) => ({ value: option, label: option }))}
        />
      ) : field.type === "json" ? (
        <Textarea
          value={text}
          rows={3}
          spellCheck={false}
          className="font-mono text-sm"
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <Input
          value={text}
          inputMode={field.type === "text" ? "text" : "decimal"}
          autoComplete="off"
          className={field.type === "text" ? undefined : "max-w-48"}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
