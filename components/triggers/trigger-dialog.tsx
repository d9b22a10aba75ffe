"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "@/components/trpc";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { JsonEditor } from "@/components/ui/json-editor";
import { problemOf } from "@/components/ui/problem";
import { Select } from "@/components/ui/select";
import { TRIGGER_KINDS, type TriggerKind, type TriggerView } from "@/server/domain/triggers/schema";
import { KindFields } from "./kind-fields";
import { type Shown, ShownSecrets } from "./once-shown";
import { fieldOf, inputOf, type TriggerField, type TriggerValues, valuesOf } from "./trigger-values";

export type FieldErrors = Partial<Record<TriggerField, string>>;

/** Makes a trigger, or changes one. What is shown once, an address or a secret, is shown before it closes. */
export function TriggerDialog({
  trigger,
  workflow = "",
  onClose,
}: {
  trigger?: TriggerView;
  /** The workflow that it is for, where that is clear. */
  workflow?: string;
  onClose: () => void;
}) {
  const t = useTranslations("triggers");
  const utils = trpc.useUtils();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [values, setValues] = useState(() => valuesOf(trigger, workflow, zone));
  const [errors, setErrors] = useState<FieldErrors>({});
  const say = useTranslations("common.typed");
  const [problem, setProblem] = useState<string>();
  const [shown, setShown] = useState<Shown | null>(null);
  const settled = {
    onSuccess: ({ url, secret }: Shown) => (url || secret ? setShown({ url, secret }) : onClose()),
    onError: (error: unknown) => {
      const { message, errors: found } = problemOf(error);
      const placed = found.map(({ path, message: why }) => [fieldOf(path), why] as const);
      setErrors(Object.fromEntries(placed.filter(([field]) => field)));
      setProblem(placed.length > 0 && placed.every(([field]) => field) ? undefined : message);
    },
    onSettled: () => utils.trigger.invalidate(),
  };
  const create = trpc.trigger.create.useMutation(settled);
  const update = trpc.trigger.update.useMutation(settled);
  const change = (next: Partial<TriggerValues>) => setValues((before) => ({ ...before, ...next }));
  const submit = () => {
    setProblem(undefined);
    const read = inputOf(values, say, trigger);
    const needed = values.workflow === "" ? { workflow: t("form.workflowNeeded") } : {};
    setErrors({ ...needed, ...("problem" in read ? { template: read.problem } : {}) });
    if (!("input" in read) || values.workflow === "") return;
    if (trigger) update.mutate({ triggerId: trigger.id, ...read.input });
    else create.mutate({ workflow: values.workflow, ...read.input });
  };
  return (
    <FormDialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={shown ? t("once.title") : trigger ? t("form.editTitle", { name: trigger.name }) : t("new")}
      description={shown && t("once.description")}
      action={trigger ? t("form.save") : t("form.create")}
      pending={create.isPending || update.isPending}
      problem={problem}
      onSubmit={submit}
      made={shown && <ShownSecrets shown={shown} />}
    >
      {!trigger && <WhatAndWhen values={values} errors={errors} onChange={change} fixed={workflow !== ""} />}
      <Field label={t("form.name")} help={t("form.nameHelp")} error={errors.name} optional>
        <Input value={values.name} onChange={(event) => change({ name: event.target.value })} />
      </Field>
      <KindFields values={values} errors={errors} onChange={change} />
      <JsonEditor
        label={t("form.template")}
        help={t(`form.templateHelp.${values.kind}`)}
        value={values.template}
        error={errors.template}
        rows={4}
        onChange={(template) => change({ template })}
      />
    </FormDialog>
  );
}

function WhatAndWhen({
  values,
  errors,
  onChange,
  fixed,
}: {
  values: TriggerValues;
  errors: FieldErrors;
  onChange: (next: Partial<TriggerValues>) => void;
  fixed: boolean;
}) {
  const t = useTranslations("triggers");
  const workflows = trpc.workflow.list.useQuery({ limit: 100 }, { enabled: !fixed });
  return (
    <>
      {!fixed && (
        <Field label={t("form.workflow")} error={errors.workflow} required>
          <Select
            value={values.workflow === "" ? undefined : values.workflow}
            onValueChange={(workflow) => onChange({ workflow })}
            placeholder={t("form.choose")}
            options={(workflows.data?.data ?? []).map(({ name, title }) => ({
              value: name,
              label: title,
              hint: name,
            }))}
          />
        </Field>
      )}
      <Field label={t("form.kind")}>
        <Select
          value={values.kind}
          onValueChange={(kind) => onChange({ kind: kind as TriggerKind })}
          options={TRIGGER_KINDS.map((kind) => ({
            value: kind,
            label: t(`kinds.${kind}`),
            hint: t(`kindHints.${kind}`),
          }))}
        />
      </Field>
    </>
  );
}
