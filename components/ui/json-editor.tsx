"use client";

import { Field } from "./field";
import { Textarea } from "./input";

/** A value written as JSON. What is wrong with it is said below once it was looked at. */
export function JsonEditor({
  label,
  help,
  value,
  error,
  rows = 8,
  onChange,
}: {
  label: string;
  help?: string;
  value: string;
  error?: string | null | undefined;
  rows?: number;
  onChange: (text: string) => void;
}) {
  return (
    <Field label={label} help={help} error={error}>
      <Textarea
        value={value}
        rows={rows}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        className="font-mono text-sm"
      />
    </Field>
  );
}

/** Says what is wrong with something typed: `useTranslations("common.typed")`. */
export type SayTyped = (
  problem: "required" | "number" | "integer" | "noJson" | "noJsonLine" | "noObject",
  values?: { line: number },
) => string;

/** Reads JSON, or says in words where it is broken. */
export function parseJson(text: string, say: SayTyped): { value: unknown } | { problem: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const place = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
    const line = place === undefined ? undefined : text.slice(0, Number(place)).split("\n").length;
    return { problem: line === undefined ? say("noJson") : say("noJsonLine", { line }) };
  }
}

/** The same for what has to be an object. */
export function parseJsonObject(
  text: string,
  say: SayTyped,
): { value: Record<string, unknown> } | { problem: string } {
  const parsed = parseJson(text, say);
  if ("problem" in parsed) return parsed;
  const { value } = parsed;
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return { value: value as Record<string, unknown> };
  return { problem: say("noObject") };
}
