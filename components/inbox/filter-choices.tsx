"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useMembers, useTeams } from "@/components/shell/use-rosters";
import { trpc } from "@/components/trpc";
import { CheckboxRow } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { dayIn, timeIn, useZone } from "@/components/ui/zone";
import { Tabs } from "./filter-tabs";
import {
  type Filters,
  LISTS,
  type ListName,
  MISSED,
  type MomentName,
  PRIORITIES,
  statusesOf,
} from "./filters";
import { useFilterWords } from "./use-filter-words";

// What was chosen is shown with it.
export { FilterChips } from "./filter-chips";

interface Props {
  filters: Filters;
  onChange: (next: Partial<Filters>) => void;
}

const channels = ["web", "email", "whatsapp", "slack", "sms", "phone"];

/** All that a list can be narrowed by, one kind at a time. */
export function FilterChoices({ filters, onChange }: Props) {
  const t = useTranslations("inbox.filter");
  const [kind, setKind] = useState<ListName | "missed" | "time">("status");
  return (
    <div className="grid grid-cols-[8rem_minmax(0,1fr)]">
      <Tabs
        label={t("label")}
        value={kind}
        onChange={setKind}
        options={[...LISTS, "missed" as const, "time" as const].map((name) => ({
          value: name,
          label: t(name),
        }))}
      />
      <div className="max-h-80 min-h-56 overflow-y-auto border-l px-3 py-2">
        {kind === "time" ? (
          <Times filters={filters} onChange={onChange} />
        ) : kind === "missed" ? (
          <Missed filters={filters} onChange={onChange} />
        ) : (
          <Values name={kind} filters={filters} onChange={onChange} />
        )}
      </div>
    </div>
  );
}

function Values({ name, filters, onChange }: Props & { name: ListName }) {
  const t = useTranslations("inbox.filter");
  const words = useFilterWords();
  const known = useValues(name, filters);
  const chosen = filters[name] ?? [];
  const values = [...new Set([...known, ...chosen])];
  const toggle = (value: string, on: boolean) => {
    const next = on ? [...chosen, value] : chosen.filter((other) => other !== value);
    onChange({ [name]: next.length > 0 ? next : undefined });
  };
  return (
    <fieldset>
      <legend className="sr-only">{t(name)}</legend>
      {values.map((value) => (
        <CheckboxRow
          key={value}
          label={words(name, value)}
          checked={chosen.includes(value)}
          onCheckedChange={(checked) => toggle(value, checked === true)}
        />
      ))}
      {values.length === 0 && <p className="py-2 text-ink-subtle text-sm">{t("nothing")}</p>}
    </fieldset>
  );
}

function useValues(name: ListName, { view }: Filters): string[] {
  const teams = useTeams(name === "team");
  const members = useMembers(name === "assignee");
  const workflows = trpc.workflow.list.useQuery({ limit: 200 }, { enabled: name === "workflow" });
  if (name === "status") return statusesOf(view);
  if (name === "priority") return [...PRIORITIES];
  if (name === "channel") return channels;
  if (name === "team") return [...teams.rows.map(({ slug }) => slug), "none"];
  if (name === "workflow") return (workflows.data?.data ?? []).map((workflow) => workflow.name);
  return ["me", "none", ...members.rows.filter(({ active }) => active).map(({ userId }) => userId)];
}

const presets = [
  { name: "dueBefore", at: "+1h", label: "dueHour" },
  { name: "dueBefore", at: "+24h", label: "dueDay" },
  { name: "createdAfter", at: "-24h", label: "newDay" },
  { name: "createdAfter", at: "-7d", label: "newWeek" },
  { name: "createdAfter", at: "-30d", label: "newMonth" },
  { name: "createdBefore", at: "-7d", label: "old" },
] as const satisfies { name: MomentName; at: string; label: string }[];

function Times({ filters, onChange }: Props) {
  const t = useTranslations("inbox.filter");
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-col">
        {presets.map(({ name, at, label }) => {
          const on = filters[name] === at;
          return (
            <Choice key={label} on={on} onClick={() => onChange({ [name]: on ? undefined : at })}>
              {t(label)}
            </Choice>
          );
        })}
      </div>
      <Day name="createdAfter" filters={filters} onChange={onChange} />
      <Day name="createdBefore" filters={filters} onChange={onChange} />
      <Day name="dueAfter" filters={filters} onChange={onChange} />
      <Day name="dueBefore" filters={filters} onChange={onChange} />
    </div>
  );
}

/** Deadlines that ran out: those that still wait for somebody, apart from those that were met too late. */
function Missed({ filters, onChange }: Props) {
  const t = useTranslations("inbox.filter");
  return (
    <div className="flex flex-col">
      {MISSED.map((missed) => {
        const on = filters.missed === missed;
        return (
          <Choice key={missed} on={on} onClick={() => onChange({ missed: on ? undefined : missed })}>
            {t(`missedIs.${missed}`)}
          </Choice>
        );
      })}
      <p className="px-2 pt-1.5 text-ink-subtle text-xs">{t("missedHelp")}</p>
    </div>
  );
}

function Choice({ on, onClick, children }: { on: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onClick}
      className={cn(
        "min-h-8 rounded-md px-2 text-left text-sm hover:bg-hover",
        on && "bg-accent-soft text-accent-ink",
      )}
    >
      {children}
    </button>
  );
}

/** A day in the reader's own zone; its beginning is what is meant. */
function Day({ name, filters, onChange }: Props & { name: MomentName }) {
  const t = useTranslations("inbox.filter");
  const timeZone = useZone();
  const at = filters[name];
  const day = at && /^\d/.test(at) ? dayIn(Date.parse(at), timeZone) : "";
  return (
    <Field label={t(name)}>
      <Input
        type="date"
        value={day}
        onChange={({ target }) =>
          onChange({ [name]: target.value ? timeIn(target.value, timeZone).toISOString() : undefined })
        }
      />
    </Field>
  );
}
