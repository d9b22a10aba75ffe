"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { useDraft } from "./draft";

/** Says where what the form shows came from, with a way to throw it away. */
export function DraftLine({
  draft: { restored },
  onDiscard,
}: {
  draft: ReturnType<typeof useDraft>;
  onDiscard: () => void;
}) {
  const t = useTranslations("tasks.draft");
  const format = useFormatter();
  if (!restored) return null;
  const when = whenOf(restored.savedAt, format);
  return (
    <span className="ml-auto flex items-center gap-2 text-ink-subtle text-xs">
      {restored.elsewhere ? t("fromElsewhere", { when }) : t("from", { when })}
      <Button size="sm" variant="ghost" onClick={onDiscard}>
        {t("discard")}
      </Button>
    </span>
  );
}

/** Another device has kept a draft since: one of the two is to go on with, and neither is overwritten unasked. */
export function NewerDraft({
  draft: { newer, takeNewer, keepMine },
}: {
  draft: ReturnType<typeof useDraft>;
}) {
  const t = useTranslations("tasks.draft");
  const format = useFormatter();
  if (!newer) return null;
  const words = Object.values(newer.formData).find(
    (value) => typeof value === "string" && value.trim() !== "",
  );
  return (
    <div role="alert" className="flex flex-col gap-2 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn-ink">
      <p>{t("newer", { when: whenOf(newer.savedAt, format) })}</p>
      {typeof words === "string" && <p className="line-clamp-3 whitespace-pre-wrap text-ink">{words}</p>}
      <div className="flex gap-2">
        <Button size="sm" onClick={takeNewer}>
          {t("takeNewer")}
        </Button>
        <Button size="sm" variant="ghost" onClick={keepMine}>
          {t("keepMine")}
        </Button>
      </div>
    </div>
  );
}

/** A time of today without its date. */
function whenOf(at: string, format: ReturnType<typeof useFormatter>): string {
  const date = new Date(at);
  const time = { hour: "numeric", minute: "2-digit", hourCycle: "h23" } as const;
  if (date.toDateString() === new Date().toDateString()) return format.dateTime(date, time);
  return format.dateTime(date, { day: "numeric", month: "short", ...time });
}
