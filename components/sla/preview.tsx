"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { type Outputs, trpc } from "@/components/trpc";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { QueryError } from "@/components/ui/query-error";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { useTimeWords } from "@/components/ui/time-words";
import { timeIn, useZone } from "@/components/ui/zone";
import { type PolicySpec, PolicySpec as PolicySpecSchema } from "@/server/domain/sla/schema";
import { TaskPriority } from "@/server/domain/tasks/schema";
import { useEventWords } from "./event-words";

type Preview = Outputs["sla"]["preview"];

/** What will happen to a task under this policy if nobody does anything: on a line of time, and in words. */
export function PolicyPreview({ spec }: { spec: PolicySpec }) {
  const t = useTranslations("sla.preview");
  const priorities = useTranslations("sla.priority");
  const [priority, setPriority] = useState<TaskPriority>("normal");
  const [at, setAt] = useState("");
  const timeZone = useZone();
  const asked = useDeferredValue(spec);
  const valid = PolicySpecSchema.safeParse(asked).success;
  const query = trpc.sla.preview.useQuery(
    { spec: asked, priority, ...(at ? { at: timeIn(at, timeZone).toISOString() } : {}) },
    { enabled: valid, placeholderData: (before) => before, staleTime: 30_000 },
  );
  return (
    <section aria-label={t("title")} className="flex flex-col gap-4 rounded-lg border bg-canvas p-4">
      <h2 className="font-medium text-sm">{t("title")}</h2>
      <div className="grid grid-cols-2 gap-3">
        <Field label={t("priority")}>
          <Select
            value={priority}
            onValueChange={(value) => setPriority(value as TaskPriority)}
            options={TaskPriority.options.map((value) => ({ value, label: priorities(value) }))}
          />
        </Field>
        <Field label={t("at")} help={at ? undefined : t("now")}>
          <Input type="datetime-local" value={at} onChange={({ target }) => setAt(target.value)} />
        </Field>
      </div>
      {!valid ? (
        <p className="text-ink-muted text-sm">{t("invalid")}</p>
      ) : query.data ? (
        <PreviewBody preview={query.data} />
      ) : query.isError ? (
        <QueryError error={query.error} what={t("what")} onRetry={() => query.refetch()} />
      ) : (
        <Skeleton className="h-32" />
      )}
    </section>
  );
}

function PreviewBody({ preview }: { preview: Preview }) {
  const t = useTranslations("sla.preview");
  const { span } = useTimeWords();
  const format = useFormatter();
  const words = useEventWords();
  const { events, calendar } = preview;
  const when = (at: string) =>
    format.dateTime(new Date(at), {
      weekday: "short",
      day: "numeric",
      month: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  if (events.length === 0) return <p className="text-ink-muted text-sm">{t("nothing")}</p>;
  return (
    <>
      <Timeline preview={preview} />
      <ol className="flex flex-col">
        <li className="flex gap-3 pb-2.5 text-sm">
          <Dot tone="start" />
          <div className="min-w-0">
            <div>{t("made")}</div>
            <div className="text-ink-subtle text-xs">{when(preview.at)}</div>
          </div>
        </li>
        {events.map((event, index) => (
          <li key={index} className="flex gap-3 border-l-0 pb-2.5 text-sm last:pb-0">
            <Dot tone={event.act === "missed" ? "missed" : event.act === "expire" ? "end" : "act"} />
            <div className="wrap-anywhere min-w-0">
              <div>{words.wouldHappen(event)}</div>
              <div className="text-ink-subtle text-xs">
                {when(event.at)} · {t("after", { span: span(event.afterMs) })}
              </div>
            </div>
          </li>
        ))}
      </ol>
      {calendar && preview.businessTime.length > 0 && (
        <p className="flex flex-wrap items-center gap-1.5 text-ink-muted text-xs">
          <Badge>{calendar.title}</Badge>
          {t("calendar", { zone: calendar.timeZone })}
        </p>
      )}
    </>
  );
}

const tones = {
  start: "bg-control",
  act: "bg-accent",
  missed: "bg-danger",
  end: "bg-ink",
} as const;

function Dot({ tone }: { tone: keyof typeof tones }) {
  return <span aria-hidden className={cn("mt-1.5 size-2 shrink-0 rounded-full", tones[tone])} />;
}

/** The same on a line: what is closed is striped. People who don't see it have the list. */
function Timeline({ preview: { at, events, closed } }: { preview: Preview }) {
  const t = useTranslations("sla.preview");
  const start = Date.parse(at);
  const last = events.at(-1);
  const end = last ? Date.parse(last.at) : start + 1;
  // A little room behind the last, so that its mark is seen whole.
  const place = (time: string) => ((Date.parse(time) - start) / ((end - start) * 1.02 || 1)) * 100;
  return (
    <div className="flex flex-col gap-1.5">
      <div aria-hidden className="relative h-6 overflow-hidden rounded-md bg-accent-soft">
        {closed.map((span) => (
          <span
            key={span.from}
            className="absolute inset-y-0 bg-pressed bg-stripes text-line-strong"
            style={{ left: `${place(span.from)}%`, width: `${place(span.until) - place(span.from)}%` }}
          />
        ))}
        {events.map((event, index) => (
          <span
            key={index}
            className={cn(
              "absolute inset-y-0 w-0.5",
              tones[event.act === "missed" ? "missed" : event.act === "expire" ? "end" : "act"],
            )}
            style={{ left: `${place(event.at)}%` }}
          />
        ))}
      </div>
      {closed.length > 0 && (
        <p aria-hidden className="flex items-center gap-1.5 text-2xs text-ink-subtle">
          <span className="h-2.5 w-4 rounded-sm bg-pressed bg-stripes text-line-strong" /> {t("closedHours")}
        </p>
      )}
    </div>
  );
}
