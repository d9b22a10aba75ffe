"use client";

import { useTranslations } from "next-intl";
import { BackLink } from "@/components/ui/back-link";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import type { DefinitionForm } from "./use-definition-form";

/** The way back, what is edited, and the button that keeps it. */
export function EditorHead({
  back,
  backLabel,
  title,
  form,
  saving,
}: {
  back: string;
  backLabel: string;
  title: string;
  form: DefinitionForm;
  saving: boolean;
}) {
  const t = useTranslations("sla.editor");
  return (
    <header className="flex items-center gap-2">
      <Tooltip label={backLabel}>
        <BackLink href={back} label={backLabel} className="-ml-2" />
      </Tooltip>
      <h1 className="min-w-0 flex-1 truncate font-semibold text-lg">{title}</h1>
      <Button type="submit" variant="primary" loading={saving} disabledReason={form.whyNotSave}>
        {t("save")}
      </Button>
    </header>
  );
}
