"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Outputs, trpc } from "@/components/trpc";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { QueryError } from "@/components/ui/query-error";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import { PolicySpec } from "@/server/domain/sla/schema";
import { ClockRows } from "./clock-rows";
import { EditorHead } from "./editor-head";
import { PolicyUse } from "./policy-use";
import { PolicyPreview } from "./preview";
import { PriorityTimes } from "./priority-times";
import { useDefinitionForm } from "./use-definition-form";

type Policy = Outputs["slaPolicy"]["get"];

/** One policy, by its name, to change it. */
export function PolicyPage({ name }: { name: string }) {
  const t = useTranslations("sla.policy");
  const query = trpc.slaPolicy.get.useQuery({ name });
  if (query.data) return <PolicyEditor key={name} policy={query.data} />;
  if (query.isError)
    return <QueryError error={query.error} page what={t("what")} onRetry={() => query.refetch()} />;
  return <SkeletonRows rows={6} label={t("loading")} />;
}

const fresh: PolicySpec = {
  times: { claimWithin: "15m", firstResponseWithin: "1h", completeWithin: "8h" },
  priorities: {},
  calendar: null,
  businessTime: ["claimWithin", "firstResponseWithin", "nextResponseWithin", "completeWithin"],
  pauses: { waiting: ["nextResponseWithin", "completeWithin"] },
  escalation: null,
};

/** The clocks of a policy, what they run in and what happens after; what it comes to is shown beside. */
export function PolicyEditor({ policy }: { policy?: Policy }) {
  const t = useTranslations("sla.policy");
  const router = useRouter();
  const utils = trpc.useUtils();
  const put = trpc.slaPolicy.put.useMutation();
  const [spec, setSpec] = useState<PolicySpec>(policy?.spec ?? fresh);
  const [isDefault, setDefault] = useState(policy?.isDefault ?? false);
  const form = useDefinitionForm({ known: policy, schema: PolicySpec, spec, more: isDefault });
  const save = form.save(async (named) => {
    const saved = await put.mutateAsync({ ...named, spec, isDefault });
    toast.success(t("saved", { title: saved.title }));
    await Promise.all([utils.slaPolicy.invalidate(), utils.sla.invalidate(), utils.calendar.invalidate()]);
    if (policy) router.refresh();
    else router.push(`/settings/sla/policies/${saved.name}`);
  });
  const change = (part: Partial<PolicySpec>) => setSpec({ ...spec, ...part });
  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-6">
      <EditorHead
        back="/settings/sla"
        backLabel={t("back")}
        title={policy?.title ?? t("new")}
        form={form}
        saving={put.isPending}
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <Field label={t("title")} error={form.errorAt("title")} required>
            <Input
              value={form.title}
              readOnly={!form.mayChange}
              onChange={({ target }) => form.setTitle(target.value)}
            />
          </Field>
          <ClockRows spec={spec} onChange={change} errorAt={form.errorAt} readOnly={!form.mayChange} />
          <PriorityTimes spec={spec} onChange={change} errorAt={form.errorAt} readOnly={!form.mayChange} />
          <Choices spec={spec} onChange={change} readOnly={!form.mayChange} />
          <Field layout="inline" label={t("isDefault")} help={t("isDefaultHelp")}>
            <Switch checked={isDefault} disabled={!form.mayChange} onCheckedChange={setDefault} />
          </Field>
          <FormError message={form.errorAt("root")} />
        </div>
        <div className="flex flex-col gap-6 lg:sticky lg:top-16">
          <PolicyPreview spec={spec} />
          {policy && <PolicyUse name={policy.name} />}
        </div>
      </div>
    </form>
  );
}

const NONE = "-";

function Choices({
  spec,
  onChange,
  readOnly,
}: {
  spec: PolicySpec;
  onChange: (part: Partial<PolicySpec>) => void;
  readOnly: boolean;
}) {
  const t = useTranslations("sla.policy");
  const calendars = trpc.calendar.list.useQuery({}).data?.data ?? [];
  const chains = trpc.escalationChain.list.useQuery({}).data?.data ?? [];
  const standard = calendars.find(({ isDefault }) => isDefault);
  const options = (all: { name: string; title: string }[]) =>
    all.map(({ name, title }) => ({ value: name, label: title }));
  const noCalendar = standard ? t("defaultCalendar", { title: standard.title }) : t("noCalendar");
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={t("calendar")} help={calendars.length === 0 ? t("calendarMissing") : undefined}>
        <Select
          value={spec.calendar ?? NONE}
          disabled={readOnly}
          onValueChange={(value) => onChange({ calendar: value === NONE ? null : value })}
          options={[{ value: NONE, label: noCalendar }, ...options(calendars)]}
        />
      </Field>
      <Field label={t("escalation")}>
        <Select
          value={spec.escalation ?? NONE}
          disabled={readOnly}
          onValueChange={(value) => onChange({ escalation: value === NONE ? null : value })}
          options={[{ value: NONE, label: t("noEscalation") }, ...options(chains)]}
        />
      </Field>
    </div>
  );
}
