"use client";

import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { announceSwitch } from "@/components/shown-workspace";
import { trpc } from "@/components/trpc";
import { Field } from "@/components/ui/field";
import { showProblem } from "@/components/ui/form";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";

/** Makes another workspace, with its maker as owner, and goes there. */
export function CreateWorkspace({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("shell.workspaces");
  const form = useForm({ defaultValues: { name: "" } });
  const create = trpc.tenant.create.useMutation();
  const switchTenant = trpc.account.switchTenant.useMutation();
  const submit = form.handleSubmit(async ({ name }) => {
    try {
      const tenant = await create.mutateAsync({ name });
      await switchTenant.mutateAsync({ tenantId: tenant.id });
      announceSwitch(tenant.id);
      window.location.assign("/inbox");
    } catch (cause) {
      showProblem(form, cause);
    }
  });
  const { errors, isSubmitting } = form.formState;
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("new")}
      description={t("description")}
      action={t("create")}
      pending={isSubmitting}
      problem={errors.root?.message}
      onSubmit={submit}
    >
      <Field label={t("name")} error={errors.name?.message} required>
        <Input {...form.register("name", { required: t("nameNeeded") })} autoComplete="organization" />
      </Field>
    </FormDialog>
  );
}
