"use client";

import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { announceSwitch } from "@/components/shown-workspace";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormError, showProblem } from "@/components/ui/form";
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
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("new")}
      description={t("description")}
      footer={
        <Button variant="primary" type="submit" form="create-workspace" loading={isSubmitting}>
          {t("create")}
        </Button>
      }
    >
      <form id="create-workspace" onSubmit={submit} noValidate className="flex flex-col gap-3 pb-1">
        <Field label={t("name")} error={errors.name?.message} required>
          <Input {...form.register("name", { required: t("nameNeeded") })} autoComplete="organization" />
        </Field>
        <FormError message={errors.root?.message} />
      </form>
    </Dialog>
  );
}
