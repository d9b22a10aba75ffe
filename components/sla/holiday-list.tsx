"use client";

import { X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import type { Holiday } from "@/server/domain/sla/schema";
import { readHolidays } from "./hours";

/** Days on which nobody works: added one by one, or many from a list. */
export function HolidayList({
  holidays,
  onChange,
  readOnly,
}: {
  holidays: Holiday[];
  onChange: (holidays: Holiday[]) => void;
  readOnly: boolean;
}) {
  const t = useTranslations("sla.calendar");
  const format = useFormatter();
  const [importing, setImporting] = useState(false);
  const [draft, setDraft] = useState({ date: "", name: "" });
  const merge = (more: Holiday[]) => {
    const byDate = new Map([...holidays, ...more].map((holiday) => [holiday.date, holiday]));
    onChange([...byDate.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1)));
  };
  const add = () => {
    if (!draft.date) return;
    merge([draft.name.trim() ? { date: draft.date, name: draft.name.trim() } : { date: draft.date }]);
    setDraft({ date: "", name: "" });
  };
  const dayText = (date: string) =>
    format.dateTime(new Date(`${date}T12:00:00Z`), {
      weekday: "short",
      day: "numeric",
      month: "short",
      year: "numeric",
      timeZone: "UTC",
    });
  return (
    <section aria-labelledby="holidays" className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <h2 id="holidays" className="font-medium text-sm">
          {t("holidays")}
        </h2>
        {!readOnly && (
          <Button size="sm" onClick={() => setImporting(true)}>
            {t("import")}
          </Button>
        )}
      </div>
      {holidays.length === 0 ? (
        <p className="rounded-lg border px-4 py-3 text-ink-subtle text-sm">{t("noHolidays")}</p>
      ) : (
        <ul aria-labelledby="holidays" className="divide-y overflow-hidden rounded-lg border">
          {holidays.map(({ date, name }) => (
            <li key={date} className="flex min-h-9 items-center gap-3 px-4 py-1 text-sm">
              <time dateTime={date} className="w-36 shrink-0 text-ink-muted">
                {dayText(date)}
              </time>
              <span className="wrap-anywhere min-w-0 flex-1">{name}</span>
              {!readOnly && (
                <button
                  type="button"
                  aria-label={t("removeHoliday", { name: name ?? date })}
                  className="flex size-7 items-center justify-center rounded-md text-ink-subtle hover:bg-hover hover:text-ink"
                  onClick={() => onChange(holidays.filter((one) => one.date !== date))}
                >
                  <X className="size-3.5" aria-hidden />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {!readOnly && (
        <div className="flex flex-wrap items-end gap-2">
          <Field label={t("date")}>
            <Input
              type="date"
              value={draft.date}
              onChange={({ target }) => setDraft({ ...draft, date: target.value })}
            />
          </Field>
          <Field label={t("holidayName")} className="min-w-40 flex-1">
            <Input
              value={draft.name}
              maxLength={100}
              onChange={({ target }) => setDraft({ ...draft, name: target.value })}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                event.preventDefault();
                add();
              }}
            />
          </Field>
          <Button className="h-9" disabledReason={draft.date ? null : t("dateNeeded")} onClick={add}>
            {t("addHoliday")}
          </Button>
        </div>
      )}
      <ImportDialog open={importing} onOpenChange={setImporting} onImport={merge} />
    </section>
  );
}

function ImportDialog({
  open,
  onOpenChange,
  onImport,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onImport: (holidays: Holiday[]) => void;
}) {
  const t = useTranslations("sla.calendar");
  const [text, setText] = useState("");
  const { holidays, unread } = readHolidays(text);
  const change = (next: boolean) => {
    if (!next) setText("");
    onOpenChange(next);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={t("importTitle")}
      description={t("importText")}
      footer={
        <Button
          variant="primary"
          disabledReason={holidays.length > 0 ? null : t("nothingRead")}
          onClick={() => {
            onImport(holidays);
            change(false);
          }}
        >
          {t("importCount", { count: holidays.length })}
        </Button>
      }
    >
      <div className="flex flex-col gap-3 pb-1">
        <Field
          label={t("list")}
          error={unread.length > 0 ? t("unread", { lines: unread.slice(0, 3).join(", ") }) : null}
        >
          <Textarea
            rows={8}
            value={text}
            spellCheck={false}
            placeholder={t("listExample")}
            className="font-mono text-sm"
            onChange={({ target }) => setText(target.value)}
          />
        </Field>
        <Field label={t("file")} help={t("fileHelp")}>
          <Input
            type="file"
            accept=".ics,.csv,.txt,text/calendar,text/plain"
            className="py-1.5 text-sm"
            onChange={async ({ target }) => {
              const [file] = target.files ?? [];
              if (file) setText(await file.text());
            }}
          />
        </Field>
      </div>
    </Dialog>
  );
}
