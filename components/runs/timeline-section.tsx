"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import type { RunTimeline } from "@/server/domain/runs/schema";
import { Waterfall } from "./waterfall";
import { barLook } from "./waterfall-row";

const storageKey = "orkestra.squeezeWaits";

const legend = [
  { name: "queue", look: barLook({ what: "queue", awaits: null, error: null }) },
  { name: "execution", look: barLook({ what: "execution", awaits: null, error: null }) },
  { name: "failed", look: "bg-danger" },
  { name: "person", look: barLook({ what: "wait", awaits: "task", error: null }) },
  { name: "time", look: barLook({ what: "wait", awaits: "time", error: null }) },
  { name: "backoff", look: barLook({ what: "backoff", awaits: null, error: null }) },
] as const;

/** The waterfall with its legend and its scale. */
export function TimelineSection(props: {
  timeline: RunTimeline;
  shown: RunTimeline;
  until: number | null;
  selected: string | null;
  onSelect: (key: string) => void;
}) {
  const t = useTranslations("runs");
  const [squeeze, setSqueeze] = useSqueeze();
  const { omitted } = props.timeline;
  return (
    <section aria-labelledby="timeline" data-waterfall className="relative border-b pb-2">
      <header className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-1.5">
        <h2 id="timeline" className="font-medium text-sm">
          {t("timeline.title")}
        </h2>
        <ul
          className="flex flex-wrap gap-x-3 gap-y-0.5 text-2xs text-ink-muted"
          aria-label={t("timeline.legend")}
        >
          {legend.map(({ name, look }) => (
            <li key={name} className="flex items-center gap-1.5">
              <span aria-hidden className={cn("h-2 w-3 rounded-[2px]", look)} />
              {t(`legend.${name}`)}
            </li>
          ))}
        </ul>
        <Field label={t("timeline.squeeze")} layout="inline" className="ml-auto">
          <Switch checked={squeeze} onCheckedChange={setSqueeze} />
        </Field>
      </header>
      {omitted > 0 && (
        <p className="px-4 pb-1 text-ink-subtle text-xs">{t("timeline.omitted", { count: omitted })}</p>
      )}
      <Waterfall {...props} squeeze={squeeze} />
    </section>
  );
}

function useSqueeze(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(false);
  useEffect(() => setOn(localStorage.getItem(storageKey) === "on"), []);
  const change = (next: boolean) => {
    localStorage.setItem(storageKey, next ? "on" : "off");
    setOn(next);
  };
  return [on, change];
}
