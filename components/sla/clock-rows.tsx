"use client";

import { useTranslations } from "next-intl";
import { CheckboxRow } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { PolicySpec } from "@/server/domain/sla/schema";
import type { DeadlineClock } from "@/server/domain/tasks/schema";
import { CLOCKS } from "./words";

interface Props {
  spec: PolicySpec;
  onChange: (part: Partial<PolicySpec>) => void;
  errorAt: (path: string) => string | undefined;
  readOnly: boolean;
}

/** Each clock: how long it may run, in which hours, and what lets it stand still. */
export function ClockRows(props: Props) {
  const t = useTranslations("sla.policy");
  return (
    <fieldset className="flex min-w-0 flex-col">
      <legend className="mb-1 font-medium text-sm">{t("clocks")}</legend>
      <p className="mb-2 text-ink-subtle text-xs">{t("clocksHelp")}</p>
      <ul className="divide-y rounded-lg border">
        {CLOCKS.map((clock) => (
          <ClockRow key={clock} clock={clock} {...props} />
        ))}
      </ul>
    </fieldset>
  );
}

function ClockRow({ clock, spec, onChange, errorAt, readOnly }: Props & { clock: DeadlineClock }) {
  const t = useTranslations("sla.policy");
  const clocks = useTranslations("sla.clocks");
  const help = useTranslations("sla.clockHelp");
  const time = spec.times[clock];
  const setTime = (text: string) => {
    const { [clock]: _, ...rest } = spec.times;
    onChange({ times: text.trim() ? { ...rest, [clock]: text.trim() } : rest });
  };
  const toggled = (list: readonly DeadlineClock[] | undefined, on: boolean) => {
    const others = (list ?? CLOCKS).filter((one) => one !== clock);
    return on ? [...others, clock] : others;
  };
  const pauses = (reason: "snoozed" | "waiting") => (spec.pauses[reason] ?? CLOCKS).includes(clock);
  const setPause = (reason: "snoozed" | "waiting", on: boolean) =>
    onChange({ pauses: { ...spec.pauses, [reason]: toggled(spec.pauses[reason], on) } });
  return (
    <li className="grid gap-x-6 gap-y-2 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <Field label={clocks(clock)} help={help(clock)} error={errorAt(`times.${clock}`)}>
        <Input
          value={time ?? ""}
          readOnly={readOnly}
          placeholder={t("noClock")}
          spellCheck={false}
          autoComplete="off"
          className="max-w-40"
          onChange={({ target }) => setTime(target.value)}
        />
      </Field>
      {time !== undefined && (
        <fieldset className="flex flex-col sm:pt-5">
          <legend className="sr-only">{clocks(clock)}</legend>
          <CheckboxRow
            label={t("businessTime")}
            disabled={readOnly}
            checked={spec.businessTime.includes(clock)}
            onCheckedChange={(on) => onChange({ businessTime: toggled(spec.businessTime, on === true) })}
          />
          <CheckboxRow
            label={t("pausedSnoozed")}
            disabled={readOnly}
            checked={pauses("snoozed")}
            onCheckedChange={(on) => setPause("snoozed", on === true)}
          />
          <CheckboxRow
            label={t("pausedWaiting")}
            disabled={readOnly}
            checked={pauses("waiting")}
            onCheckedChange={(on) => setPause("waiting", on === true)}
          />
        </fieldset>
      )}
    </li>
  );
}
