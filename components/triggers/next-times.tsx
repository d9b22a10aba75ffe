"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useDeferredValue } from "react";
import { trpc } from "@/components/trpc";
import { problemOf } from "@/components/ui/problem";
import { isTimeZone } from "@/server/platform/locale";

interface Schedule {
  cron?: string;
  rrule?: string;
  startsAt?: string;
  timeZone: string;
  missed: "skip" | "once" | "all";
}

/** When a schedule would start runs next, while it is written. */
export function NextTimes({ schedule }: { schedule: Schedule }) {
  const t = useTranslations("triggers.schedule");
  const asked = useDeferredValue(JSON.stringify(schedule));
  const query = trpc.trigger.preview.useQuery(
    { schedule: JSON.parse(asked) as Schedule },
    { retry: false, placeholderData: (before) => before },
  );
  const problem = query.isError ? problemOf(query.error) : null;
  return (
    <section aria-label={t("next")} className="rounded-lg bg-canvas px-3 py-2.5 text-sm">
      <h3 className="mb-1 font-medium text-ink-muted text-xs">{t("next")}</h3>
      <div role="status">
        {problem ? (
          <p className="text-danger-ink">{problem.errors[0]?.message ?? problem.message}</p>
        ) : query.data?.nextOccurrences.length === 0 ? (
          <p className="text-ink-subtle">{t("never")}</p>
        ) : (
          <TimeList times={query.data?.nextOccurrences ?? []} timeZone={schedule.timeZone} />
        )}
      </div>
    </section>
  );
}

/** Moments as the clock of a time zone shows them. */
export function TimeList({ times, timeZone }: { times: string[]; timeZone: string }) {
  const format = useFormatter();
  const zone = isTimeZone(timeZone) ? timeZone : "UTC";
  return (
    <ol className="tabular flex flex-col gap-0.5">
      {times.map((at) => (
        <li key={at}>
          <time dateTime={at}>
            {format.dateTime(new Date(at), {
              timeZone: zone,
              dateStyle: "full",
              timeStyle: "short",
              hourCycle: "h23",
            })}
          </time>
        </li>
      ))}
    </ol>
  );
}
