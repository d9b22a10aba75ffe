"use client";

import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { trpc } from "@/components/trpc";
import { showProblem } from "@/components/ui/form";
import { FormDialog } from "@/components/ui/form-dialog";
import { toast } from "@/components/ui/toast";
import { TeamFields, type TeamValues } from "./team-fields";

/** Makes a team. */
export function CreateTeamDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("settings.teams");
  const utils = trpc.useUtils();
  const form = useForm<TeamValues>({ defaultValues: { name: "", slug: "", assignmentStrategy: "manual" } });
  const create = trpc.team.create.useMutation();
  const change = (next: boolean) => {
    onOpenChange(next);
    form.reset();
  };
  const submit = form.handleSubmit(async ({ slug, ...values }) => {
    try {
      const team = await create.mutateAsync({ ...values, ...(slug ? { slug } : {}) });
      toast.success(t("created", { name: team.name }));
      await utils.team.invalidate();
      change(false);
    } catch (cause) {
      showProblem(form, cause);
    }
  });
  return (
    <FormDialog
      open={open}
      onOpenChange={change}
      title={t("new")}
      action={t("create")}
      pending={form.formState.isSubmitting}
      problem={form.formState.errors.root?.message}
      onSubmit={submit}
    >
      <TeamFields form={form} made={false} />
    </FormDialog>
  );
}
