"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "@/components/shell/me";
import { type Outputs, trpc } from "@/components/trpc";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { QueryError } from "@/components/ui/query-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import { CalendarSpec, WEEKDAYS, type Weekday } from "@/server/domain/sla/schema";
import { EditorHead } from "./editor-head";
import { HolidayList } from "./holiday-list";
import { useDefinitionForm } from "./use-definition-form";
import { WeekGrid } from "./week-grid";

type Calendar = Outputs["calendar"]["get"];

/** One calendar, by its name, to change it. */
export function CalendarPage({ name }: { name: string }) {
  const t = useTranslations("sla.calendar");
  const query = trpc.calendar.get.useQuery({ name });
  if (query.data) return <CalendarEditor key={name} calendar={query.data} />;
  if (query.isError)
    return <QueryError error={query.error} page what={t("what")} onRetry={() => query.refetch()} />;
  return <SkeletonRows rows={7} label={t("loading")} />;
}

const working = Object.fromEntries(
  WEEKDAYS.slice(0, 5).map((day) => [day, [["09:00", "17:00"] as [string, string]]]),
);

/** A calendar's hours, holidays and time zone. Without one it makes a new one. */
export function CalendarEditor({ calendar }: { calendar?: Calendar }) {
  const t = useTranslations("sla.calendar");
  const router = useRouter();
  const utils = trpc.useUtils();
  const mayChange = useMay("admin:settings");
  const put = trpc.calendar.put.useMutation();
  const [spec, setSpec] = useState<CalendarSpec>(
    () => calendar?.spec ?? { timeZone: browserZone(), week: working, holidays: [] },
  );
  const [isDefault, setDefault] = useState(calendar?.isDefault ?? false);
  const form = useDefinitionForm({ known: calendar, schema: CalendarSpec, spec, more: isDefault });
  const save = form.save(async (named) => {
    const saved = await put.mutateAsync({ ...named, spec, isDefault });
    toast.success(t("saved", { title: saved.title }));
    await Promise.all([utils.calendar.invalidate(), utils.slaPolicy.invalidate(), utils.sla.invalidate()]);
    router.push("/settings/calendars");
  });
  const dayErrors = Object.fromEntries(
    WEEKDAYS.flatMap((day) => {
      const wrong = form.errorAt(`week.${day}`);
      return wrong ? [[day, wrong]] : [];
    }),
  ) as Partial<Record<Weekday, string>>;
  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-6">
      <EditorHead
        back="/settings/calendars"
        backLabel={t("back")}
        title={calendar?.title ?? t("new")}
        form={form}
        saving={put.isPending}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("title")} error={form.errorAt("title")} required>
          <Input
            value={form.title}
            readOnly={!mayChange}
            onChange={({ target }) => form.setTitle(target.value)}
          />
        </Field>
        <Field label={t("timeZone")} error={form.errorAt("timeZone")} help={t("timeZoneHelp")} required>
          <Input
            list="time-zones"
            value={spec.timeZone}
            readOnly={!mayChange}
            spellCheck={false}
            onChange={({ target }) => setSpec({ ...spec, timeZone: target.value })}
          />
        </Field>
        <datalist id="time-zones">
          {Intl.supportedValuesOf("timeZone").map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      </div>
      <WeekGrid
        week={spec.week}
        readOnly={!mayChange}
        errors={dayErrors}
        onChange={(week) => setSpec({ ...spec, week })}
      />
      <FormError message={form.errorAt("week")} />
      <HolidayList
        holidays={spec.holidays}
        readOnly={!mayChange}
        onChange={(holidays) => setSpec({ ...spec, holidays })}
      />
      <Field layout="inline" label={t("isDefault")} help={t("isDefaultHelp")}>
        <Switch checked={isDefault} disabled={!mayChange} onCheckedChange={setDefault} />
      </Field>
      <FormError message={form.errorAt("root")} />
    </form>
  );
}

const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
