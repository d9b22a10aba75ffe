import type { FormField } from "@/server/domain/forms/schema";

/** What was chosen, as the form called it. */
export function answerInWords(value: unknown, field: FormField | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => answerInWords(item, field));
  const option = field?.options?.find((known) => typeof known === "object" && known.value === value);
  return typeof option === "object" ? option.label : value;
}
