"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { z } from "zod";
import { useMay } from "@/components/shell/me";
import { problemOf } from "@/components/ui/problem";
import { slugOf } from "@/server/domain/tenants/rules";

interface Known {
  name: string;
  title: string;
  spec: unknown;
  isDefault?: boolean;
}

interface Options {
  /** What is there already; without it a new one is made. */
  known: Known | undefined;
  schema: z.ZodType;
  spec: unknown;
  /** What else can be changed, to tell whether anything was. */
  more?: boolean;
}

export type DefinitionForm = ReturnType<typeof useDefinitionForm>;

/** What the editors of calendars, policies and chains have in common: a title, what is wrong where, and saving. */
export function useDefinitionForm({ known, schema, spec, more }: Options) {
  const t = useTranslations("sla.editor");
  const mayChange = useMay("admin:settings");
  const [title, setTitle] = useState(known?.title ?? "");
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [tried, setTried] = useState(false);
  const checked = schema.safeParse(spec);
  const found: Record<string, string> = title.trim() ? {} : { title: t("titleNeeded") };
  for (const { path, message } of checked.error?.issues ?? []) found[path.join(".")] ??= message;
  const shown = tried ? { ...errors, ...found } : errors;
  const changed =
    !known ||
    title !== known.title ||
    JSON.stringify(spec) !== JSON.stringify(known.spec) ||
    (more !== undefined && more !== known.isDefault);

  /** The first error at a path or below it. */
  const errorAt = (path: string): string | undefined =>
    shown[path] ?? Object.entries(shown).find(([at]) => at.startsWith(`${path}.`))?.[1];

  const save =
    (act: (named: { name: string; title: string }) => Promise<void>) => async (event: FormEvent) => {
      event.preventDefault();
      setTried(true);
      setErrors({});
      if (Object.keys(found).length > 0) return;
      try {
        await act({ name: known?.name ?? nameOf(title), title: title.trim() });
      } catch (cause) {
        const problem = problemOf(cause);
        const placed = problem.errors.map(
          ({ path, message }) => [path.replace(/^spec\./, ""), message] as const,
        );
        setErrors({ ...Object.fromEntries(placed), root: problem.message });
      }
    };
  const whyNotSave = !mayChange ? t("onlyAdmins") : changed ? null : t("nothingChanged");
  return { title, setTitle, errorAt, save, whyNotSave, mayChange };
}

/** A short name from the title. `new` is the address of the page that makes one. */
function nameOf(title: string): string {
  const name = slugOf(title, "untitled");
  return name === "new" ? "new-one" : name;
}
