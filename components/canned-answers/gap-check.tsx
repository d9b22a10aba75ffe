"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { gapsAmong } from "@/server/domain/canned-answers/rules";

/**
 * Asks before words go out in which a variable was never filled in. `check` sends at once where there is none; the
 * dialog is to be shown beside whatever sends, outside of its form.
 */
export function useGapCheck() {
  const t = useTranslations("tasks.gaps");
  const [asked, setAsked] = useState<{ names: string[]; send: () => Promise<unknown> } | null>(null);
  const [open, setOpen] = useState(false);
  const check = async (answers: readonly unknown[], send: () => Promise<unknown>) => {
    const names = gapsAmong(answers);
    if (names.length === 0) return void (await send());
    setAsked({ names, send });
    setOpen(true);
  };
  const dialog = asked && (
    <ConfirmDialog
      open={open}
      onOpenChange={setOpen}
      title={t("title", { count: asked.names.length })}
      keep={t("back")}
      action={t("send")}
      onConfirm={asked.send}
    >
      <p>{t("text")}</p>
      <ul className="mt-2 flex flex-col gap-0.5 font-mono text-ink text-xs">
        {asked.names.map((name) => (
          <li key={name} className="wrap-anywhere">{`{{${name}}}`}</li>
        ))}
      </ul>
    </ConfirmDialog>
  );
  return { check, dialog };
}
