import type { FormDefinition } from "@/server/domain/forms/schema";

type FieldType = FormDefinition["fields"][string]["type"];

/** A field as it is edited: its options one a line. */
export interface DraftField {
  /** What answers call it; empty while it is new. */
  key: string;
  label: string;
  type: FieldType;
  required: boolean;
  options: string;
}

export const hasOptions = (type: FieldType) => type === "select" || type === "multiselect";

/** A form's fields for editing, in their order. */
export function draftOf(form: FormDefinition): DraftField[] {
  return Object.entries(form.fields).map(([key, field]) => ({
    key,
    label: field.label ?? key,
    type: field.type,
    required: field.required ?? false,
    options: (field.options ?? [])
      .map((option) => (typeof option === "string" ? option : option.label))
      .join("\n"),
  }));
}

/** The form that a draft means. What the editor does not show of a field (its help, its bounds) stays as it was. */
export function formOf(fields: DraftField[], before?: FormDefinition): FormDefinition {
  const result: FormDefinition["fields"] = {};
  for (const { key, label, type, required, options } of fields) {
    const old = key ? before?.fields[key] : undefined;
    const lines = options.split("\n").map((line) => line.trim());
    result[key || freeKey(label, result)] = {
      ...(old?.type === type ? old : {}),
      type,
      label: label.trim(),
      required,
      ...(hasOptions(type) ? { options: [...new Set(lines.filter(Boolean))] } : {}),
    };
  }
  return { fields: result };
}

/** A name for a field, made of its label's words, that no other has. */
function freeKey(label: string, taken: object): string {
  const words = label
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .split(/[^a-zA-Z0-9]+/)
    .filter(Boolean);
  const joined = words
    .map((word, index) => (index === 0 ? word.toLowerCase() : word[0]?.toUpperCase() + word.slice(1)))
    .join("")
    .slice(0, 40);
  const base = /^[a-zA-Z]/.test(joined) ? joined : `field${joined}`;
  let key = base;
  for (let number = 2; key in taken; number++) key = `${base}${number}`;
  return key;
}
