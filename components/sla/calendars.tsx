"use client";

import { useTranslations } from "next-intl";
import { type Outputs, trpc } from "@/components/trpc";
import { DefinitionList } from "./definition-list";
import { openHours } from "./hours";

type Calendar = Outputs["calendar"]["list"]["data"][number];

/** The workspace's business calendars. */
export function Calendars() {
  const t = useTranslations("sla.calendars");
  const utils = trpc.useUtils();
  const query = trpc.calendar.list.useQuery({});
  const put = trpc.calendar.put.useMutation({ onSettled: () => utils.calendar.invalidate() });
  const remove = trpc.calendar.delete.useMutation({ onSettled: () => utils.calendar.invalidate() });
  const said = ({ spec }: Calendar) =>
    t("summary", {
      hours: openHours(spec.week),
      zone: spec.timeZone,
      holidays: spec.holidays.length,
    });
  return (
    <DefinitionList
      query={query}
      base="/settings/calendars"
      words="calendars"
      summary={said}
      onDefault={({ name, title, spec }) => put.mutateAsync({ name, title, spec, isDefault: true })}
      onNoDefault={({ name, title, spec }) => put.mutateAsync({ name, title, spec, isDefault: false })}
      onDelete={({ name }) => remove.mutateAsync({ name })}
    />
  );
}
