"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Controller, type UseFormReturn, useForm } from "react-hook-form";
import { useMe } from "@/components/shell/me";
import { useTeams } from "@/components/shell/use-rosters";
import { trpc } from "@/components/trpc";
import { CheckboxRow } from "@/components/ui/checkbox";
import { Field, FieldGroup } from "@/components/ui/field";
import { showProblem } from "@/components/ui/form";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { Secret } from "@/components/ui/secret";
import { Select } from "@/components/ui/select";
import { mayManageRole, ROLES, type Role } from "@/server/platform/permissions";

type Values = { email: string; role: Role; teamIds: string[] };
type Made = { email: string; url: string | null; mailed: boolean; teams: number };

/** Makes an invitation and shows its link, this once. */
export function InviteDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("settings");
  const utils = trpc.useUtils();
  const [made, setMade] = useState<Made | null>(null);
  const form = useForm<Values>({ defaultValues: { email: "", role: "member", teamIds: [] } });
  const create = trpc.invite.create.useMutation();
  const change = (next: boolean) => {
    onOpenChange(next);
    setMade(null);
    form.reset();
  };
  const submit = form.handleSubmit(async (values) => {
    try {
      const { url, mailed } = await create.mutateAsync(values);
      setMade({ email: values.email, url, mailed, teams: values.teamIds.length });
      await utils.invite.invalidate();
    } catch (cause) {
      showProblem(form, cause);
    }
  });
  return (
    <FormDialog
      open={open}
      onOpenChange={change}
      title={made ? t("invite.ready") : t("invite.title")}
      description={
        made ? t(made.mailed ? "invite.mailed" : "invite.send", { email: made.email }) : t("invite.lead")
      }
      action={t("invite.create")}
      pending={form.formState.isSubmitting}
      problem={form.formState.errors.root?.message}
      onSubmit={submit}
      made={
        made && (
          <div className="flex flex-col gap-3">
            <Secret label={t("invite.link")} text={made.url} />
            {made.teams === 0 && (
              <p className="text-ink-muted text-sm">
                {t.rich("invite.noTeam", {
                  link: (words) => (
                    <Link href="/settings/teams" className="text-accent-ink hover:underline">
                      {words}
                    </Link>
                  ),
                })}
              </p>
            )}
          </div>
        )
      }
    >
      <InviteFields form={form} />
    </FormDialog>
  );
}

function InviteFields({ form }: { form: UseFormReturn<Values> }) {
  const t = useTranslations("settings");
  const myRole = useMe()?.role ?? "viewer";
  const teams = useTeams();
  const { errors } = form.formState;
  return (
    <>
      <Field label={t("invite.email")} error={errors.email?.message} required>
        <Input
          type="email"
          autoComplete="off"
          {...form.register("email", { required: t("invite.emailNeeded") })}
        />
      </Field>
      <Field label={t("invite.role")} error={errors.role?.message}>
        <Controller
          control={form.control}
          name="role"
          render={({ field }) => (
            <Select
              value={field.value}
              onValueChange={field.onChange}
              options={ROLES.filter((role) => mayManageRole(myRole, role)).map((role) => ({
                value: role,
                label: t(`roles.${role}`),
                hint: t(`roleHints.${role}`),
              }))}
            />
          )}
        />
      </Field>
      {teams.rows.length > 0 && (
        <Controller
          control={form.control}
          name="teamIds"
          render={({ field }) => (
            <FieldGroup legend={t("invite.teams")} help={t("invite.teamsHelp")}>
              <div className="max-h-48 overflow-y-auto">
                {teams.rows.map((team) => (
                  <CheckboxRow
                    key={team.id}
                    label={team.name}
                    checked={field.value.includes(team.id)}
                    onCheckedChange={(on) =>
                      field.onChange(
                        on ? [...field.value, team.id] : field.value.filter((other) => other !== team.id),
                      )
                    }
                  />
                ))}
              </div>
            </FieldGroup>
          )}
        />
      )}
    </>
  );
}
