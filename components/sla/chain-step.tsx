"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMembers, useTeams } from "@/components/shell/use-rosters";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type Option, Select } from "@/components/ui/select";
import type { ChainSpec } from "@/server/domain/sla/schema";
import {
  type AssignTo,
  ESCALATION_ACTS,
  type EscalationAct,
  SLA_CLOCKS,
  type SlaClock,
  TaskPriority,
} from "@/server/domain/tasks/schema";

type Step = ChainSpec["steps"][number];
type When = "at" | "after" | "before";

interface Props {
  index: number;
  step: Step;
  errorAt: (path: string) => string | undefined;
  readOnly: boolean;
  onChange: (step: Step) => void;
  onRemove: () => void;
}

/** One step: when it comes, and what is done. */
export function ChainStep(props: Props) {
  const { index, readOnly, onRemove } = props;
  const t = useTranslations("sla.chain");
  return (
    <li className="relative rounded-lg border">
      <fieldset className="flex min-w-0 flex-col gap-3 px-4 py-3">
        <legend className="sr-only">{t("step", { number: index + 1 })}</legend>
        <div aria-hidden className="font-medium text-ink-muted text-xs">
          {t("step", { number: index + 1 })}
        </div>
        <WhenFields {...props} />
        <ActFields {...props} />
        <RepeatFields {...props} />
      </fieldset>
      {!readOnly && (
        <button
          type="button"
          aria-label={t("remove", { number: index + 1 })}
          className="absolute top-2 right-2 flex size-7 items-center justify-center rounded-md text-ink-subtle hover:bg-hover hover:text-ink"
          onClick={onRemove}
        >
          <X className="size-3.5" aria-hidden />
        </button>
      )}
    </li>
  );
}

function WhenFields({ step, errorAt, readOnly, onChange }: Props) {
  const t = useTranslations("sla.chain");
  const clocks = useTranslations("sla.clocks");
  const when: When = step.before !== undefined ? "before" : step.after !== undefined ? "after" : "at";
  const { after: _, before: __, ...rest } = step;
  const setWhen = (next: When) =>
    onChange(next === "at" ? rest : { ...rest, [next]: step[when === "at" ? "after" : when] ?? "15m" });
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <Field label={t("on")}>
        <Select
          value={step.on}
          disabled={readOnly}
          onValueChange={(on) => onChange({ ...step, on: on as SlaClock })}
          options={SLA_CLOCKS.map((value) => ({ value, label: clocks(value) }))}
        />
      </Field>
      <Field label={t("when")}>
        <Select
          value={when}
          disabled={readOnly}
          onValueChange={(next) => setWhen(next as When)}
          options={(["before", "at", "after"] as const).map((value) => ({
            value,
            label: t(`whens.${value}`),
          }))}
        />
      </Field>
      {when !== "at" && (
        <Field label={t("time")} error={errorAt(when)}>
          <Input
            value={step[when] ?? ""}
            readOnly={readOnly}
            spellCheck={false}
            onChange={({ target }) => onChange({ ...rest, [when]: target.value.trim() })}
          />
        </Field>
      )}
    </div>
  );
}

function ActFields({ step, errorAt, readOnly, onChange }: Props) {
  const t = useTranslations("sla.chain");
  const acts = useTranslations("sla.acts");
  const priorities = useTranslations("sla.priority");
  const act = step.do ?? "reassign";
  const { assignTo: _, priority: __, ...rest } = step;
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <Field label={t("do")}>
        <Select
          value={act}
          disabled={readOnly}
          onValueChange={(next) => onChange({ ...rest, do: next as EscalationAct })}
          options={ESCALATION_ACTS.map((value) => ({ value, label: acts(value), hint: t(`hints.${value}`) }))}
        />
      </Field>
      {(act === "reassign" || act === "notify") && (
        <Target
          act={act}
          to={step.assignTo}
          error={errorAt("assignTo")}
          readOnly={readOnly}
          onChange={(to) => onChange(to ? { ...rest, assignTo: to } : rest)}
        />
      )}
      {act === "raise" && (
        <Field label={t("priority")}>
          <Select
            value={step.priority ?? HOLDER}
            disabled={readOnly}
            onValueChange={(next) =>
              onChange(next === HOLDER ? rest : { ...rest, priority: next as TaskPriority })
            }
            options={[
              { value: HOLDER, label: t("nextHigher") },
              ...TaskPriority.options.map((value) => ({ value, label: priorities(value) })),
            ]}
          />
        </Field>
      )}
    </div>
  );
}

/** In the place of a name: those whom the task waits for, or what follows from what is. */
const HOLDER = "-";

function Target({
  act,
  to,
  error,
  readOnly,
  onChange,
}: {
  act: "reassign" | "notify";
  to: AssignTo | undefined;
  error: string | undefined;
  readOnly: boolean;
  onChange: (to: AssignTo | undefined) => void;
}) {
  const t = useTranslations("sla.chain");
  const teams = useTeams().rows;
  const people = useMembers().rows.filter(({ active }) => active);
  const options: Option[] = [
    ...(act === "notify" ? [{ value: HOLDER, label: t("holders") }] : []),
    ...teams.map(({ slug, name }) => ({ value: `team ${slug}`, label: name, hint: t("team") })),
    ...people.map(({ email, name }) => ({ value: `user ${email}`, label: name, hint: email })),
  ];
  const value =
    to === undefined
      ? act === "notify"
        ? HOLDER
        : ""
      : "team" in to
        ? `team ${to.team}`
        : `user ${to.user}`;
  if (value && !options.some((option) => option.value === value)) {
    options.push({ value, label: value.slice(5) });
  }
  return (
    <Field label={act === "notify" ? t("whom") : t("to")} error={error}>
      <Select
        value={value}
        disabled={readOnly}
        options={options}
        onValueChange={(next) => {
          const name = next.slice(5);
          onChange(next === HOLDER ? undefined : next.startsWith("team ") ? { team: name } : { user: name });
        }}
      />
    </Field>
  );
}

function RepeatFields({ step, errorAt, readOnly, onChange }: Props) {
  const t = useTranslations("sla.chain");
  const { repeat, ...rest } = step;
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Field layout="inline" label={t("repeat")} className="min-h-9 justify-center">
        <Checkbox
          disabled={readOnly}
          checked={repeat !== undefined}
          onCheckedChange={(on) =>
            onChange(on === true ? { ...rest, repeat: { every: "30m", times: 3 } } : rest)
          }
        />
      </Field>
      {repeat && (
        <>
          <Field label={t("every")} error={errorAt("repeat.every")} className="w-28">
            <Input
              value={repeat.every}
              readOnly={readOnly}
              spellCheck={false}
              onChange={({ target }) =>
                onChange({ ...rest, repeat: { ...repeat, every: target.value.trim() } })
              }
            />
          </Field>
          <Field label={t("times")} error={errorAt("repeat.times")} className="w-24">
            <Input
              type="number"
              min={1}
              max={20}
              value={repeat.times}
              readOnly={readOnly}
              onChange={({ target }) =>
                onChange({ ...rest, repeat: { ...repeat, times: target.valueAsNumber || 1 } })
              }
            />
          </Field>
        </>
      )}
    </div>
  );
}
