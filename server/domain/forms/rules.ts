/**
 * When a form is filled in rightly. Pure, and shared: the server decides by these functions, and pages call the same
 * ones to mark a field.
 */
import { RE2JS } from "re2js";
import { z } from "zod";
import type { FieldError } from "@/server/platform/errors";
import type { FormDefinition, FormField } from "./schema";

/** The kinds of fields that a form may have, the commonest first. */
export const FIELD_TYPES = [
  "text",
  "textarea",
  "boolean",
  "select",
  "multiselect",
  "number",
  "date",
  "email",
  "url",
] as const;

export type FormResult =
  | { ok: true; data: Record<string, z.core.util.JSONType> }
  | { ok: false; errors: FieldError[] };

/**
 * Checks what was filled in against its form. Empty answers to fields that need none are left out, defaults are
 * filled in, and text from an HTML form becomes numbers and booleans where the field is one.
 * Paths of errors are the fields' names.
 */
export function validateForm(form: FormDefinition, input: Record<string, unknown>): FormResult {
  const errors: FieldError[] = [];
  const data: Record<string, z.core.util.JSONType> = {};
  for (const name of Object.keys(input)) {
    if (!Object.hasOwn(form.fields, name))
      errors.push({ path: name, message: "is not a field of this form" });
  }
  for (const [name, field] of Object.entries(form.fields)) {
    const given = isEmpty(input[name]) ? field.default : input[name];
    if (isEmpty(given)) {
      if (field.required) errors.push({ path: name, message: "is required" });
      else if (field.type === "boolean") data[name] = false;
      continue;
    }
    const checked = fieldSchema(field).safeParse(given);
    if (checked.success) data[name] = checked.data;
    else errors.push({ path: name, message: checked.error.issues[0]?.message ?? "can't be used" });
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, data };
}

/** Those of the answers that fit their fields: what an AI suggests must never keep a question from being asked. */
export function fittingAnswers(
  form: FormDefinition,
  answers: Record<string, unknown>,
): Record<string, z.core.util.JSONType> {
  const fitting: Record<string, z.core.util.JSONType> = {};
  for (const [name, field] of Object.entries(form.fields)) {
    if (isEmpty(answers[name])) continue;
    const checked = fieldSchema(field).safeParse(answers[name]);
    if (checked.success) fitting[name] = checked.data;
  }
  return fitting;
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === "string" && value.trim() === "") ||
    (Array.isArray(value) && value.length === 0)
  );
}

function optionValues(field: FormField): string[] {
  return (field.options ?? []).map((option) => (typeof option === "string" ? option : option.value));
}

function fieldSchema(field: FormField): z.ZodType<z.core.util.JSONType> {
  switch (field.type) {
    case "boolean":
      return z.union([z.boolean(), z.enum(["true", "false"]).transform((v) => v === "true")], {
        error: "must be yes or no",
      });
    case "number":
      return numberSchema(field);
    case "select":
      return z.enum(optionValues(field), { error: "must be one of the options" });
    case "multiselect":
      return multiselectSchema(field);
    case "date":
      return z.iso.date({ error: "must be a date such as 2026-05-31" });
    case "email":
      return z.email({ error: "must be an e-mail address" });
    case "url":
      return z.url({ protocol: /^https?$/, error: "must be a web address such as https://example.com" });
    default:
      return textSchema(field);
  }
}

function numberSchema({ min, max }: FormField) {
  let schema = z.number({ error: "must be a number" });
  if (min !== undefined) schema = schema.min(min, `must be at least ${min}`);
  if (max !== undefined) schema = schema.max(max, `must be at most ${max}`);
  return z.preprocess((v) => (typeof v === "string" && v.trim() !== "" ? Number(v) : v), schema);
}

function multiselectSchema(field: FormField) {
  const { min, max } = field;
  let schema = z.array(z.enum(optionValues(field), { error: "must be some of the options" }));
  if (min !== undefined) schema = schema.min(min, `choose at least ${min}`);
  if (max !== undefined) schema = schema.max(max, `choose at most ${max}`);
  return schema;
}

/** Longest text that a field takes when its form sets no `max`. */
const TEXT_LIMIT = 20_000;

function textSchema({ min, max = TEXT_LIMIT, pattern }: FormField) {
  const schema = z
    .string({ error: "must be text" })
    .min(min ?? 0, `must have at least ${min} characters`)
    .max(max, `must have at most ${max} characters`);
  // Patterns are the tenant's: only an engine that can't backtrack may run them.
  return pattern === undefined
    ? schema
    : schema.refine(
        (text) => RE2JS.compile(pattern).matches(text),
        "does not have the form that is asked for",
      );
}
