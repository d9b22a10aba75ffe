"use client";

import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { trpc } from "@/components/trpc";
import { showProblem } from "@/components/ui/form";
import { FormDialog } from "@/components/ui/form-dialog";
import { toast } from "@/components/ui/toast";
import type { TeamView } from "@/server/domain/teams/schema";
import { TeamFields, type TeamValues } from "./team-fields";

/** Renames a team and changes how its tasks are handed out. */
export function EditTeamDialog({
  team,
  onOpenChange,
}: {
  team: TeamView;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations();
  const utils = trpc.useUtils();
  const form = useForm<TeamValues>({
    defaultValues: { name: team.name, slug: team.slug, assignmentStrategy: team.assignmentStrategy },
  });
  const update = trpc.team.update.useMutation();
  const submit = form.handleSubmit(async ({ name, assignmentStrategy }) => {
    try {
      const saved = await update.mutateAsync({ teamId: team.id, name, assignmentStrategy });
      toast.success(t("settings.teams.saved", { name: saved.name }));
      await Promise.all([utils.team.invalidate(), utils.task.invalidate()]);
      onOpenChange(false);
    } catch (cause) {
      showProblem(form, cause);
    }
  });
  return (
    <FormDialog
      open
      onOpenChange={onOpenChange}
      title={t("settings.teams.editTitle", { name: team.name })}
      action={t("common.save")}
      pending={form.formState.isSubmitting}
      problem={form.formState.errors.root?.message}
      onSubmit={submit}
    >
      <TeamFields form={form} made />
    </FormDialog>
  );
}
