/** The shapes of forms that doors, pages and the engine share. Pages import this file. */
import { RE2JS } from "re2js";
import { z } from "zod";
import { FIELD_TYPES } from "./rules";

const FieldOption = z.union([
  z.string().min(1).max(200),
  z.strictObject({ value: z.string().min(1).max(200), label: z.string().min(1).max(200) }),
]);

/** One field of a form. `min` and `max` bound a number's value, a text's length, or how many are selected. */
export const FormField = z
  .strictObject({
    type: z.enum(FIELD_TYPES),
    label: z.string().min(1).max(200).optional(),
    help: z.string().max(2_000).optional(),
    required: z.boolean().optional(),
    default: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).optional(),
    options: z.array(FieldOption).min(1).max(200).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    pattern: z.string().min(1).max(500).optional(),
  })
  .check(({ value, issues }) => {
    const refuse = (path: string, message: string) =>
      issues.push({ code: "custom", path: [path], message, input: value });
    const selects = value.type === "select" || value.type === "multiselect";
    const texts = value.type === "text" || value.type === "textarea";
    if (selects && value.options === undefined) refuse("options", `A ${value.type} field needs options`);
    if (!selects && value.options !== undefined) refuse("options", `A ${value.type} field takes no options`);
    if (value.pattern !== undefined && !texts) refuse("pattern", `A ${value.type} field takes no pattern`);
    if (value.pattern !== undefined && !isUsablePattern(value.pattern))
      refuse(
        "pattern",
        "The pattern can't be used: write it in RE2 syntax, without look-around or back-references",
      );
    if (value.min !== undefined && value.max !== undefined && value.min > value.max)
      refuse("max", "max must not be less than min");
    const values = value.options?.map((option) => (typeof option === "string" ? option : option.value)) ?? [];
    if (new Set(values).size < values.length) refuse("options", "Two options have the same value");
  });
export type FormField = z.infer<typeof FormField>;

/** Patterns are the tenant's: only what a linear-time engine takes may be kept. */
function isUsablePattern(pattern: string): boolean {
  try {
    RE2JS.compile(pattern);
    return true;
  } catch {
    return false;
  }
}

/** A form: its fields by name, in the order they are shown. */
export const FormDefinition = z.strictObject({
  fields: z
    .record(z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,63}$/), FormField)
    .refine((fields) => Object.keys(fields).length <= 50, "A form has at most 50 fields"),
});
export type FormDefinition = z.infer<typeof FormDefinition>;
