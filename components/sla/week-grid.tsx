"use client";

import { Copy, Plus, X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { controlClasses } from "@/components/ui/control-classes";
import { Tooltip } from "@/components/ui/tooltip";
import { type CalendarSpec, type OpenInterval, WEEKDAYS, type Weekday } from "@/server/domain/sla/schema";
import { copyToWorkdays, nextInterval, placeOnDay } from "./hours";

type Week = CalendarSpec["week"];

/** The hours of each weekday: several a day, drawn and typed. */
export function WeekGrid({
  week,
  onChange,
  errors,
  readOnly,
}: {
  week: Week;
  onChange: (week: Week) => void;
  /** What is wrong, by weekday. */
  errors: Partial<Record<Weekday, string>>;
  readOnly: boolean;
}) {
  const t = useTranslations("sla.calendar");
  return (
    <fieldset className="flex flex-col">
      <legend className="mb-1.5 font-medium text-sm">{t("hours")}</legend>
      <div className="overflow-hidden rounded-lg border">
        <HourScale />
        <ul className="divide-y">
          {WEEKDAYS.map((day) => (
            <Day
              key={day}
              day={day}
              intervals={week[day] ?? []}
              error={errors[day]}
              readOnly={readOnly}
              onChange={(intervals) => onChange({ ...week, [day]: intervals })}
              onCopy={() => onChange(copyToWorkdays(week, day))}
            />
          ))}
        </ul>
      </div>
    </fieldset>
  );
}

function HourScale() {
  return (
    <div aria-hidden className="flex border-b bg-canvas px-4 py-1 text-2xs text-ink-subtle max-sm:hidden">
      <span className="w-12 shrink-0" />
      <div className="tabular relative h-4 flex-1">
        {[0, 6, 12, 18, 24].map((hour) => (
          <span
            key={hour}
            className={cn("absolute", hour === 24 ? "right-0" : hour > 0 && "-translate-x-1/2")}
            style={hour === 24 ? undefined : { left: `${(hour / 24) * 100}%` }}
          >
            {String(hour).padStart(2, "0")}
          </span>
        ))}
      </div>
    </div>
  );
}

function useDayNames() {
  const format = useFormatter();
  // 2024 began on a Monday.
  const date = (day: Weekday) => new Date(Date.UTC(2024, 0, 1 + WEEKDAYS.indexOf(day)));
  return {
    short: (day: Weekday) => format.dateTime(date(day), { weekday: "short", timeZone: "UTC" }),
    long: (day: Weekday) => format.dateTime(date(day), { weekday: "long", timeZone: "UTC" }),
  };
}

function Day({
  day,
  intervals,
  error,
  readOnly,
  onChange,
  onCopy,
}: {
  day: Weekday;
  intervals: OpenInterval[];
  error: string | undefined;
  readOnly: boolean;
  onChange: (intervals: OpenInterval[]) => void;
  onCopy: () => void;
}) {
  const t = useTranslations("sla.calendar");
  const names = useDayNames();
  const name = names.long(day);
  const set = (index: number, next: OpenInterval) => onChange(intervals.with(index, next));
  return (
    <li className="flex flex-col gap-2 px-4 py-2.5">
      <div className="flex items-center">
        <span className="w-12 shrink-0 font-medium text-sm" aria-hidden>
          {names.short(day)}
        </span>
        <div aria-hidden className="relative h-3 flex-1 overflow-hidden rounded-sm bg-pressed">
          {[6, 12, 18].map((hour) => (
            <span
              key={hour}
              className="absolute inset-y-0 w-px bg-line"
              style={{ left: `${(hour / 24) * 100}%` }}
            />
          ))}
          {intervals.map((interval) => {
            const { left, width } = placeOnDay(interval);
            return (
              <span
                key={interval.join()}
                className="absolute inset-y-0 rounded-sm bg-accent"
                style={{ left: `${left}%`, width: `${width}%` }}
              />
            );
          })}
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 sm:pl-12">
        {intervals.length === 0 && <span className="text-ink-subtle text-sm">{t("closed")}</span>}
        {intervals.map((interval, index) => (
          <span key={index} className="flex items-center gap-1.5">
            <Time
              label={t("opens", { day: name })}
              value={interval[0]}
              readOnly={readOnly}
              onChange={(v) => set(index, [v, interval[1]])}
            />
            <span aria-hidden className="text-ink-subtle">
              –
            </span>
            <Time
              label={t("closes", { day: name })}
              value={interval[1]}
              readOnly={readOnly}
              onChange={(v) => set(index, [interval[0], v === "00:00" ? "24:00" : v])}
            />
            {!readOnly && (
              <button
                type="button"
                aria-label={t("removeHours", { day: name, from: interval[0], until: interval[1] })}
                className="flex size-6 items-center justify-center rounded-md text-ink-subtle hover:bg-hover hover:text-ink"
                onClick={() => onChange(intervals.toSpliced(index, 1))}
              >
                <X className="size-3.5" aria-hidden />
              </button>
            )}
          </span>
        ))}
        {!readOnly && (
          <span className="flex gap-1">
            <Tooltip label={t("addHours", { day: name })}>
              <Button
                variant="ghost"
                size="sm"
                aria-label={t("addHours", { day: name })}
                onClick={() => onChange([...intervals, nextInterval(intervals)])}
              >
                <Plus aria-hidden />
              </Button>
            </Tooltip>
            {intervals.length > 0 && (
              <Tooltip label={t("copyHours", { day: name })}>
                <Button variant="ghost" size="sm" aria-label={t("copyHours", { day: name })} onClick={onCopy}>
                  <Copy aria-hidden />
                </Button>
              </Tooltip>
            )}
          </span>
        )}
      </div>
      {error && (
        <p role="alert" className="text-danger-ink text-xs sm:pl-12">
          {error}
        </p>
      )}
    </li>
  );
}

function Time({
  label,
  value,
  onChange,
  readOnly,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  readOnly: boolean;
}) {
  return (
    <input
      type="time"
      step={300}
      aria-label={label}
      // Browsers know no 24:00: the end of a day is the next one's beginning.
      value={value === "24:00" ? "00:00" : value}
      readOnly={readOnly}
      onChange={(event) => event.target.value && onChange(event.target.value)}
      className={cn(controlClasses, "tabular h-7 w-auto px-1.5 text-sm")}
    />
  );
}
