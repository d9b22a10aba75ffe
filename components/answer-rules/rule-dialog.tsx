"use client";

import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { trpc } from "@/components/trpc";
import { Field } from "@/components/ui/field";
import { showProblem } from "@/components/ui/form";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { JsonValue, wordsOf } from "@/components/ui/json-value";
import { toast } from "@/components/ui/toast";
import { dayIn, timeIn, useZone } from "@/components/ui/zone";
import type { AnswerProposal } from "@/server/domain/answer-rules/schema";

const firstUses = 50;
const firstDays = 30;

/** Makes a rule of a habit: what it answers is fixed, how far it may go is chosen. */
export function RuleDialog({
  proposal,
  onOpenChange,
}: {
  proposal: AnswerProposal;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("tasks.rules");
  const utils = trpc.useUtils();
  const timeZone = useZone();
  const create = trpc.answerRule.create.useMutation();
  const form = useForm({
    defaultValues: {
      condition: proposal.condition,
      maxUses: String(firstUses),
      endsAt: dayIn(Date.now() + firstDays * 86_400_000, timeZone),
    },
  });
  const submit = form.handleSubmit(async ({ condition, maxUses, endsAt }) => {
    const { workflow, stepId, answer } = proposal;
    try {
      // Through the whole of the last day.
      const end = timeIn(`${endsAt}T23:59:59`, timeZone).toISOString();
      const bounds = { condition, maxUses: Number(maxUses), endsAt: end };
      await create.mutateAsync({ workflow, stepId, answer, ...bounds });
      toast.success(t("made"));
      await utils.answerRule.invalidate();
      onOpenChange(false);
    } catch (cause) {
      showProblem(form, cause);
    }
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      open
      onOpenChange={onOpenChange}
      title={t("makeTitle")}
      description={t("makeText", { workflow: proposal.workflow, step: proposal.stepId })}
      action={t("makeRule")}
      pending={form.formState.isSubmitting}
      problem={errors.root?.message}
      onSubmit={submit}
    >
      <dl className="flex flex-col gap-2 rounded-md bg-canvas px-3 py-2 text-sm">
        {Object.entries(proposal.answer).map(([name, value]) => (
          <div key={name}>
            <dt className="text-ink-subtle text-xs">{wordsOf(name)}</dt>
            <dd className="wrap-anywhere">
              <JsonValue value={value} />
            </dd>
          </div>
        ))}
      </dl>
      <Field label={t("condition")} help={t("conditionHelp")} required error={errors.condition?.message}>
        <Input {...form.register("condition")} spellCheck={false} className="font-mono text-sm" />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("maxUses")} required error={errors.maxUses?.message}>
          <Input {...form.register("maxUses")} inputMode="numeric" />
        </Field>
        <Field label={t("endsAt")} required error={errors.endsAt?.message}>
          <Input type="date" {...form.register("endsAt", { required: t("endNeeded") })} />
        </Field>
      </div>
    </FormDialog>
  );
}
