"use client";

import { useTranslations } from "next-intl";
import type { WorkflowView } from "@/server/domain/workflows/schema";
import { Change } from "./changes";
import { differencesOf } from "./differences";
import type { Json } from "./draft-editor";

/** What is different in the draft from what is published. */
export function DraftChanges({ before, after }: { before: WorkflowView | null; after: Json | null }) {
  const t = useTranslations("workflows.draft");
  if (!before) return <p className="text-ink-subtle text-sm">{t("neverPublished")}</p>;
  if (!after) return <p className="text-ink-subtle text-sm">{t("noJson")}</p>;
  const differences = differencesOf(before.definition, after);
  if (differences.length === 0)
    return <p className="text-ink-subtle text-sm">{t("same", { version: before.version })}</p>;
  return (
    <ul aria-label={t("changes")} className="divide-y rounded-lg border">
      {differences.map((difference) => (
        <Change key={difference.path.join("/")} difference={difference} />
      ))}
    </ul>
  );
}
