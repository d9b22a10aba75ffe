"use client";

import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { useMay } from "@/components/shell/me";
import { type Outputs, trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError, showProblem } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { PageHeader } from "@/components/ui/page-header";
import { QueryError } from "@/components/ui/query-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { Defaults } from "./defaults";
import { Limits } from "./limits";

/** The workspace's name, short name, defaults and limits. */
export function WorkspaceSettings() {
  const t = useTranslations("settings");
  const mayChange = useMay("admin:settings");
  const query = trpc.tenant.get.useQuery();
  return (
    <div className="flex flex-col gap-8">
      <PageHeader title={t("workspace.title")}>{t("workspace.lead")}</PageHeader>
      {query.data ? (
        <WorkspaceForm tenant={query.data} mayChange={mayChange} />
      ) : query.isError ? (
        <QueryError error={query.error} what={t("workspace.what")} onRetry={() => query.refetch()} />
      ) : (
        <SkeletonRows rows={2} label={t("loadingWhat", { what: t("workspace.what") })} />
      )}
      {mayChange && query.data && <Defaults tenant={query.data} />}
      {mayChange && <Limits />}
    </div>
  );
}

function WorkspaceForm({ tenant, mayChange }: { tenant: Outputs["tenant"]["get"]; mayChange: boolean }) {
  const t = useTranslations("settings");
  const tCommon = useTranslations("common");
  const utils = trpc.useUtils();
  const form = useForm({ defaultValues: { name: tenant.name, slug: tenant.slug } });
  const update = trpc.tenant.update.useMutation();
  const submit = form.handleSubmit(async (values) => {
    try {
      const saved = await update.mutateAsync(values);
      form.reset({ name: saved.name, slug: saved.slug });
      toast.success(t("workspace.saved"));
      await Promise.all([utils.tenant.invalidate(), utils.account.invalidate()]);
    } catch (cause) {
      showProblem(form, cause);
    }
  });
  const { errors, isSubmitting, isDirty } = form.formState;
  const reason = !mayChange ? t("workspace.onlyAdmins") : isDirty ? null : t("nothingChanged");
  return (
    <form noValidate onSubmit={submit} className="flex max-w-md flex-col gap-4">
      <Field label={t("workspace.name")} error={errors.name?.message}>
        <Input readOnly={!mayChange} {...form.register("name", { required: t("workspace.nameNeeded") })} />
      </Field>
      <Field label={t("workspace.slug")} help={t("workspace.slugHelp")} error={errors.slug?.message}>
        <Input
          readOnly={!mayChange}
          autoCapitalize="none"
          spellCheck={false}
          {...form.register("slug", { required: t("workspace.slugNeeded") })}
        />
      </Field>
      <FormError message={errors.root?.message} />
      <div>
        <Button type="submit" variant="primary" loading={isSubmitting} disabledReason={reason}>
          {tCommon("save")}
        </Button>
      </div>
    </form>
  );
}
