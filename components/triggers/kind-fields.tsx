"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { EVENT_NAMES } from "@/server/domain/events/schema";
import { NextTimes } from "./next-times";
import type { FieldErrors } from "./trigger-dialog";
import { scheduleOf, type TriggerValues } from "./trigger-values";

interface Props {
  values: TriggerValues;
  errors: FieldErrors;
  onChange: (next: Partial<TriggerValues>) => void;
}

/** What has to be said of a trigger of its kind. */
export function KindFields(props: Props) {
  if (props.values.kind === "schedule") return <ScheduleFields {...props} />;
  if (props.values.kind === "event") return <EventFields {...props} />;
  return <WebhookFields {...props} />;
}

function WebhookFields({ values, errors, onChange }: Props) {
  const t = useTranslations("triggers.webhook");
  return (
    <>
      <Field label={t("verify")} help={t(`schemeHelp.${values.scheme}`)}>
        <Select
          value={values.scheme}
          onValueChange={(scheme) => onChange({ scheme: scheme as TriggerValues["scheme"] })}
          options={(["standard", "hmac", "none"] as const).map((value) => ({
            value,
            label: t(`schemes.${value}`),
          }))}
        />
      </Field>
      {values.scheme === "hmac" && (
        <div className="grid gap-4 sm:grid-cols-3">
          <Field label={t("header")} error={errors.header}>
            <Input value={values.header} onChange={(event) => onChange({ header: event.target.value })} />
          </Field>
          <Field label={t("encoding")}>
            <Select
              value={values.encoding}
              onValueChange={(encoding) => onChange({ encoding: encoding as TriggerValues["encoding"] })}
              options={[
                { value: "hex", label: "hex" },
                { value: "base64", label: "base64" },
              ]}
            />
          </Field>
          <Field label={t("prefix")} optional>
            <Input value={values.prefix} onChange={(event) => onChange({ prefix: event.target.value })} />
          </Field>
        </div>
      )}
      <Field label={t("dedupe")}>
        <Select
          value={values.dedupe}
          onValueChange={(dedupe) => onChange({ dedupe: dedupe as TriggerValues["dedupe"] })}
          options={(["header", "body", "none"] as const).map((value) => ({
            value,
            label: t(`dedupes.${value}`),
          }))}
        />
      </Field>
    </>
  );
}

function ScheduleFields({ values, errors, onChange }: Props) {
  const t = useTranslations("triggers.schedule");
  const zones = useId();
  const isCron = values.rhythm === "cron";
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("rhythm")}>
          <Select
            value={values.rhythm}
            onValueChange={(rhythm) => onChange({ rhythm: rhythm as TriggerValues["rhythm"] })}
            options={[
              { value: "cron", label: t("cron") },
              { value: "rrule", label: t("rrule") },
            ]}
          />
        </Field>
        <Field
          label={isCron ? t("cronText") : t("rruleText")}
          help={isCron ? t("cronHelp") : t("rruleHelp")}
          error={errors.cron ?? errors.rrule}
        >
          <Input
            className="font-mono text-sm"
            spellCheck={false}
            value={isCron ? values.cron : values.rrule}
            onChange={({ target }) => onChange(isCron ? { cron: target.value } : { rrule: target.value })}
          />
        </Field>
        {!isCron && (
          <Field label={t("startsAt")} error={errors.startsAt} optional>
            <Input
              type="datetime-local"
              value={values.startsAt}
              onChange={(event) => onChange({ startsAt: event.target.value })}
            />
          </Field>
        )}
        <Field label={t("timeZone")} error={errors.timeZone}>
          <Input
            list={zones}
            spellCheck={false}
            value={values.timeZone}
            onChange={(event) => onChange({ timeZone: event.target.value })}
          />
        </Field>
        <Field label={t("missed")}>
          <Select
            value={values.missed}
            onValueChange={(missed) => onChange({ missed: missed as TriggerValues["missed"] })}
            options={(["once", "all", "skip"] as const).map((value) => ({
              value,
              label: t(`misses.${value}`),
            }))}
          />
        </Field>
      </div>
      <datalist id={zones}>
        {Intl.supportedValuesOf("timeZone").map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <NextTimes schedule={scheduleOf(values)} />
    </>
  );
}

function EventFields({ values, errors, onChange }: Props) {
  const t = useTranslations("triggers.event");
  return (
    <>
      <Field label={t("name")} error={errors.event}>
        <Select
          value={values.event}
          onValueChange={(event) => onChange({ event })}
          options={EVENT_NAMES.map((value) => ({ value, label: value }))}
        />
      </Field>
      <Field label={t("condition")} help={t("conditionHelp")} error={errors.condition} optional>
        <Textarea
          rows={2}
          spellCheck={false}
          className="font-mono text-sm"
          value={values.condition}
          onChange={(event) => onChange({ condition: event.target.value })}
        />
      </Field>
    </>
  );
}
