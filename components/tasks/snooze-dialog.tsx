"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { timeIn, useZone } from "@/components/ui/zone";
import { snoozePresets } from "./snooze-presets";

/** Until when: the times that people choose most as one stroke, any other by date and time. */
export function SnoozeDialog({
  open,
  onOpenChange,
  onChoose,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChoose: (at: Date) => void;
}) {
  const t = useTranslations("tasks.hold");
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("title")} description={t("description")}>
      {open && (
        <Choices
          onChoose={(at) => {
            onOpenChange(false);
            onChoose(at);
          }}
        />
      )}
    </Dialog>
  );
}

function Choices({ onChoose }: { onChoose: (at: Date) => void }) {
  const t = useTranslations("tasks.hold");
  const format = useFormatter();
  const timeZone = useZone();
  const [presets] = useState(() => snoozePresets(Date.now(), timeZone));
  const [custom, setCustom] = useState("");
  const chosen = custom ? timeIn(custom, timeZone) : null;
  const past = chosen !== null && chosen.getTime() <= Date.now();
  return (
    <div className="flex flex-col gap-1">
      {presets.map(({ preset, at }, index) => (
        <button
          key={preset}
          type="button"
          // biome-ignore lint/a11y/noAutofocus: the first choice of a dialog that was just opened
          autoFocus={index === 0}
          onClick={() => onChoose(at)}
          className="flex min-h-9 items-center justify-between gap-4 rounded-md px-2 text-sm hover:bg-hover focus-visible:bg-hover"
        >
          <span>{t(preset)}</span>
          <span className="text-ink-subtle">
            {format.dateTime(at, {
              weekday: "short",
              day: "numeric",
              month: "short",
              hour: "numeric",
              minute: "2-digit",
              hourCycle: "h23",
            })}
          </span>
        </button>
      ))}
      <form
        className="mt-2 flex flex-wrap items-end justify-end gap-2 border-t pt-3 pb-1"
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen && !past) onChoose(chosen);
        }}
      >
        <Field label={t("custom")} error={past ? t("past") : null} className="min-w-56 flex-1">
          <Input type="datetime-local" value={custom} onChange={(event) => setCustom(event.target.value)} />
        </Field>
        <Button
          type="submit"
          className="h-9"
          disabledReason={chosen ? (past ? t("past") : null) : t("chooseFirst")}
        >
          {t("snooze")}
        </Button>
      </form>
    </div>
  );
}
