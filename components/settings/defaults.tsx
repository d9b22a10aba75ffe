"use client";

import { useTranslations } from "next-intl";
import { useTeams } from "@/components/shell/use-rosters";
import { type Outputs, trpc } from "@/components/trpc";
import { Field } from "@/components/ui/field";
import { problemOf } from "@/components/ui/problem";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { isLocale, LOCALES } from "@/server/platform/locale";
import { Section } from "./section";
import { zoneOptions } from "./zones";

/** Stands for nothing chosen: a list has no place for an empty value. */
const NONE = "none";

type Tenant = Outputs["tenant"]["get"];

/** What counts where nobody says otherwise; each choice takes effect at once. */
export function Defaults({ tenant }: { tenant: Tenant }) {
  const t = useTranslations("settings.workspace");
  return (
    <>
      <Section title={t("forTasks")} lead={t("forTasksLead")}>
        <DefaultTeam tenant={tenant} />
        <DefaultPolicy />
        <DefaultCalendar />
      </Section>
      <Section title={t("forMembers")} lead={t("forMembersLead")}>
        <ForMembers tenant={tenant} />
      </Section>
    </>
  );
}

function useSaved() {
  const t = useTranslations("settings.workspace");
  return {
    onSuccess: () => void toast.success(t("defaultsSaved")),
    onError: (cause: unknown) => void toast.error(problemOf(cause).message),
  };
}

function useChange() {
  const utils = trpc.useUtils();
  return trpc.tenant.update.useMutation({ ...useSaved(), onSettled: () => utils.tenant.invalidate() });
}

function DefaultTeam({ tenant: { defaults } }: { tenant: Tenant }) {
  const t = useTranslations("settings.workspace");
  const teams = useTeams().rows;
  const update = useChange();
  return (
    <Field label={t("defaultTeam")} help={t("defaultTeamHelp")}>
      <Select
        value={defaults.teamId ?? NONE}
        onValueChange={(value) => update.mutate({ defaults: { teamId: value === NONE ? null : value } })}
        options={[
          { value: NONE, label: t("noTeam") },
          ...teams.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </Field>
  );
}

function DefaultPolicy() {
  const t = useTranslations("settings.workspace");
  const utils = trpc.useUtils();
  const policies = trpc.slaPolicy.list.useQuery({}).data?.data ?? [];
  const put = trpc.slaPolicy.put.useMutation({
    ...useSaved(),
    onSettled: () => utils.slaPolicy.invalidate(),
  });
  return (
    <Field label={t("defaultPolicy")} help={t("defaultPolicyHelp")}>
      <Select
        value={policies.find(({ isDefault }) => isDefault)?.name ?? NONE}
        onValueChange={(value) => {
          const change = choiceOf(policies, value);
          if (change) put.mutate(change);
        }}
        options={[
          { value: NONE, label: t("noPolicy") },
          ...policies.map(({ name, title }) => ({ value: name, label: title })),
        ]}
      />
    </Field>
  );
}

function DefaultCalendar() {
  const t = useTranslations("settings.workspace");
  const utils = trpc.useUtils();
  const calendars = trpc.calendar.list.useQuery({}).data?.data ?? [];
  const put = trpc.calendar.put.useMutation({
    ...useSaved(),
    onSettled: () => utils.calendar.invalidate(),
  });
  return (
    <Field label={t("defaultCalendar")} help={t("defaultCalendarHelp")}>
      <Select
        value={calendars.find(({ isDefault }) => isDefault)?.name ?? NONE}
        onValueChange={(value) => {
          const change = choiceOf(calendars, value);
          if (change) put.mutate(change);
        }}
        options={[
          { value: NONE, label: t("noCalendar") },
          ...calendars.map(({ name, title }) => ({ value: name, label: title })),
        ]}
      />
    </Field>
  );
}

/** What is to be put so that this one is the default, or that none is. */
function choiceOf<S>(all: { name: string; title: string; spec: S; isDefault: boolean }[], value: string) {
  const chosen = all.find(({ name, isDefault }) => (value === NONE ? isDefault : name === value));
  if (!chosen) return undefined;
  const { name, title, spec } = chosen;
  return { name, title, spec, isDefault: value !== NONE };
}

function ForMembers({ tenant: { defaults } }: { tenant: Tenant }) {
  const t = useTranslations();
  const update = useChange();
  return (
    <>
      <Field label={t("settings.profile.language")}>
        <Select
          value={defaults.locale ?? NONE}
          onValueChange={(value) => update.mutate({ defaults: { locale: isLocale(value) ? value : null } })}
          options={[
            { value: NONE, label: t("settings.profile.languageBrowser") },
            ...LOCALES.map((value) => ({ value, label: t(`common.language.${value}`) })),
          ]}
        />
      </Field>
      <Field label={t("settings.profile.zone")}>
        <Select
          value={defaults.timeZone ?? NONE}
          onValueChange={(value) => update.mutate({ defaults: { timeZone: value === NONE ? null : value } })}
          options={[
            { value: NONE, label: t("settings.workspace.zoneBrowser") },
            ...zoneOptions(defaults.timeZone),
          ]}
        />
      </Field>
    </>
  );
}
