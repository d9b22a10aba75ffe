"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "@/components/trpc";
import { useTimeWords } from "@/components/ui/time-words";
import { slaWithTemplate } from "@/server/domain/sla/rules";
import type { TaskSla } from "@/server/domain/tasks/schema";
import { dueOf, type NewTaskValues } from "./new-task";

/**
 * Says which clocks the new task will have: those of the SLA that counts for it, or a due time of one's own with what
 * stays in force beside it.
 */
export function DueHint({
  values: { priority, ...values },
  template,
  team,
}: {
  values: NewTaskValues;
  /** What the template says of the SLA. */
  template: TaskSla | null | undefined;
  /** The slug or id of the team that it goes to. */
  team: string | undefined;
}) {
  const t = useTranslations("tasks.new.hints");
  const clockNames = useTranslations("sla.clocks");
  const format = useFormatter();
  const { span } = useTimeWords();
  // When it was opened is near enough: a clock that is a minute off would ask anew each minute.
  const [now] = useState(Date.now);
  const own = dueOf(values, now);
  const sla = slaWithTemplate(own, template);
  const { data } = trpc.sla.preview.useQuery(
    { priority, ...(team ? { team } : {}), ...(sla ? { sla } : {}) },
    { placeholderData: (before) => before, staleTime: 60_000 },
  );
  if (!data) return null;
  const policy = data.policy?.title ?? "none";
  const clocks = data.clocks
    .filter(({ clock }) => !own || clock !== "completeWithin")
    .map(({ clock, withinMs }) => t("clock", { clock: clockNames(clock), span: span(withinMs) }));
  const listed = { policy, clocks: format.list(clocks) };
  return (
    <p role="status" className="wrap-anywhere text-ink-muted text-xs">
      {clocks.length === 0 ? t(own ? "alone" : "none", { policy }) : t(own ? "beside" : "usual", listed)}
    </p>
  );
}
