"use client";

import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { showProblem } from "@/components/ui/form";
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
    <Dialog
      open={open}
      onOpenChange={change}
      title={t("new")}
      footer={
        <Button variant="primary" type="submit" form="create-team" loading={form.formState.isSubmitting}>
          {t("create")}
        </Button>
      }
    >
      <form id="create-team" noValidate onSubmit={submit} className="flex flex-col gap-4 pb-1">
        <TeamFields form={form} made={false} />
      </form>
    </Dialog>
  );
}
