"use client";

import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError, showProblem } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { QueryError } from "@/components/ui/query-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import type { LimitsView } from "@/server/domain/tenants/schema";
import { Section } from "./section";

/** What the workspace may use, beside what it does. */
export function Limits() {
  const t = useTranslations("settings");
  const query = trpc.tenant.limits.useQuery({});
  return (
    <Section title={t("workspace.limits")} lead={t("workspace.limitsLead")}>
      {query.data ? (
        <LimitsForm limits={query.data} />
      ) : query.isError ? (
        <QueryError error={query.error} what={t("workspace.limitsWhat")} onRetry={() => query.refetch()} />
      ) : (
        <SkeletonRows rows={2} label={t("loadingWhat", { what: t("workspace.limitsWhat") })} />
      )}
    </Section>
  );
}

const shown = (limit: number | null) => (limit === null ? "" : String(limit));
const meant = (text: string) => (text.trim() === "" ? null : Number(text));

function LimitsForm({ limits }: { limits: LimitsView }) {
  const t = useTranslations("settings");
  const utils = trpc.useUtils();
  const { maxConcurrentWorkflows: runs, maxTasksPerDay: tasks } = limits;
  const form = useForm({
    defaultValues: { maxConcurrentWorkflows: shown(runs.limit), maxTasksPerDay: shown(tasks.limit) },
  });
  const update = trpc.tenant.updateLimits.useMutation();
  const submit = form.handleSubmit(async (values) => {
    try {
      await update.mutateAsync({
        maxConcurrentWorkflows: meant(values.maxConcurrentWorkflows),
        maxTasksPerDay: meant(values.maxTasksPerDay),
      });
      form.reset(values);
      toast.success(t("workspace.limitsSaved"));
      await utils.tenant.invalidate();
    } catch (cause) {
      showProblem(form, cause);
    }
  });
  const { errors, isSubmitting, isDirty } = form.formState;
  const whole = { pattern: { value: /^\s*([1-9]\d{0,8})?\s*$/, message: t("workspace.wholeNumber") } };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label={t("workspace.runs")}
        help={`${t("workspace.runsHelp")} ${t("workspace.runsUse", { used: runs.used, waiting: runs.waiting })}`}
        error={errors.maxConcurrentWorkflows?.message}
      >
        <Input
          inputMode="numeric"
          placeholder={t("workspace.noLimit")}
          {...form.register("maxConcurrentWorkflows", whole)}
        />
      </Field>
      <Use used={runs.used} limit={runs.limit} />
      <Field
        label={t("workspace.tasks")}
        help={`${t("workspace.tasksHelp")} ${t("workspace.tasksUse", { used: tasks.used })}`}
        error={errors.maxTasksPerDay?.message}
      >
        <Input
          inputMode="numeric"
          placeholder={t("workspace.noLimit")}
          {...form.register("maxTasksPerDay", whole)}
        />
      </Field>
      <Use used={tasks.used} limit={tasks.limit} />
      <FormError message={errors.root?.message} />
      <div>
        <Button type="submit" loading={isSubmitting} disabledReason={isDirty ? null : t("nothingChanged")}>
          {t("workspace.saveLimits")}
        </Button>
      </div>
    </form>
  );
}

/** How much of a limit is used, as a bar and in words; nothing where there is no limit. */
function Use({ used, limit }: { used: number; limit: number | null }) {
  const t = useTranslations("settings.workspace");
  if (limit === null) return null;
  const share = Math.min(1, used / limit);
  const tone = share >= 1 ? "bg-danger-ink" : share >= 0.8 ? "bg-warn-ink" : "bg-accent";
  return (
    <div className="-mt-2 flex items-center gap-3">
      <div aria-hidden className="h-1.5 flex-1 overflow-hidden rounded-full bg-pressed">
        <div className={`h-full rounded-full ${tone}`} style={{ width: `${share * 100}%` }} />
      </div>
      <span className="tabular text-ink-subtle text-xs">{t("ofLimit", { used, limit })}</span>
    </div>
  );
}
