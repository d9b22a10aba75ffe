"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Outputs, trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { QueryError } from "@/components/ui/query-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { ChainSpec } from "@/server/domain/sla/schema";
import { ChainStep } from "./chain-step";
import { EditorHead } from "./editor-head";
import { useDefinitionForm } from "./use-definition-form";

type Chain = Outputs["escalationChain"]["get"];
type Step = ChainSpec["steps"][number];

/** One escalation chain, by its name, to change it. */
export function ChainPage({ name }: { name: string }) {
  const t = useTranslations("sla.chain");
  const query = trpc.escalationChain.get.useQuery({ name });
  if (query.data) return <ChainEditor key={name} chain={query.data} />;
  if (query.isError)
    return <QueryError error={query.error} page what={t("what")} onRetry={() => query.refetch()} />;
  return <SkeletonRows rows={4} label={t("loading")} />;
}

/** The steps of a chain, in the order in which they are written; what comes when is said by each. */
export function ChainEditor({ chain }: { chain?: Chain }) {
  const t = useTranslations("sla.chain");
  const router = useRouter();
  const utils = trpc.useUtils();
  const put = trpc.escalationChain.put.useMutation();
  const [steps, setSteps] = useState<Step[]>(chain?.spec.steps ?? [{ on: "claimWithin", do: "notify" }]);
  const spec = { steps };
  const form = useDefinitionForm({ known: chain, schema: ChainSpec, spec });
  const save = form.save(async (named) => {
    const saved = await put.mutateAsync({ ...named, spec });
    toast.success(t("saved", { title: saved.title }));
    await Promise.all([utils.escalationChain.invalidate(), utils.sla.invalidate()]);
    router.push("/settings/sla");
  });
  const whole = form.errorAt("steps");
  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-6">
      <EditorHead
        back="/settings/sla"
        backLabel={t("back")}
        title={chain?.title ?? t("new")}
        form={form}
        saving={put.isPending}
      />
      <Field label={t("title")} error={form.errorAt("title")} required className="max-w-md">
        <Input
          value={form.title}
          readOnly={!form.mayChange}
          onChange={({ target }) => form.setTitle(target.value)}
        />
      </Field>
      <section aria-labelledby="steps" className="flex flex-col gap-2">
        <h2 id="steps" className="font-medium text-sm">
          {t("steps")}
        </h2>
        <ol className="flex flex-col gap-3">
          {steps.map((step, index) => (
            <ChainStep
              key={index}
              index={index}
              step={step}
              errorAt={(path) => form.errorAt(`steps.${index}.${path}`)}
              readOnly={!form.mayChange}
              onChange={(next) => setSteps(steps.with(index, next))}
              onRemove={() => setSteps(steps.toSpliced(index, 1))}
            />
          ))}
        </ol>
        {steps.length === 0 && (
          <p className="rounded-lg border px-4 py-3 text-ink-subtle text-sm">{t("noSteps")}</p>
        )}
        {form.mayChange && (
          <div>
            <Button
              size="sm"
              disabledReason={steps.length < 20 ? null : t("enough")}
              onClick={() =>
                setSteps([...steps, { on: steps.at(-1)?.on ?? "claimWithin", after: "15m", do: "next" }])
              }
            >
              <Plus aria-hidden /> {t("add")}
            </Button>
          </div>
        )}
      </section>
      <FormError message={form.errorAt("root") ?? (steps.length === 0 ? whole : undefined)} />
    </form>
  );
}
