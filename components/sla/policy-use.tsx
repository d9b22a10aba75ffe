"use client";

import { useTranslations } from "next-intl";
import { useMay } from "@/components/shell/me";
import { useTeams } from "@/components/shell/use-rosters";
import { trpc } from "@/components/trpc";
import { CheckboxRow } from "@/components/ui/checkbox";
import { problemOf } from "@/components/ui/problem";
import { SkeletonRows } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";

/** The teams and workflows whose tasks have this policy; ticking one takes effect at once, for tasks opened from now on. */
export function PolicyUse({ name }: { name: string }) {
  const t = useTranslations("sla.use");
  const utils = trpc.useUtils();
  const mayTeams = useMay("admin:teams");
  const mayWorkflows = useMay("workflows:write");
  const teams = useTeams();
  const workflows = trpc.workflow.list.useQuery({ limit: 200 });
  const callbacks = {
    onError: (error: unknown) => void toast.error(problemOf(error).message),
    onSettled: () =>
      Promise.all([utils.team.invalidate(), utils.workflow.invalidate(), utils.slaPolicy.invalidate()]),
  };
  const team = trpc.team.update.useMutation(callbacks);
  const workflow = trpc.workflow.update.useMutation(callbacks);
  const busy = team.isPending || workflow.isPending;
  const named = (on: boolean) => ({ slaPolicy: on ? name : null });
  if (teams.isPending || !workflows.data) return <SkeletonRows rows={3} label={t("loading")} />;
  const other = (policy: string | null) => (policy && policy !== name ? t("other", { policy }) : undefined);
  return (
    <section aria-label={t("title")} className="flex flex-col gap-3 rounded-lg border p-4">
      <div>
        <h2 className="font-medium text-sm">{t("title")}</h2>
        <p className="text-ink-subtle text-xs">{t("lead")}</p>
      </div>
      <fieldset className="flex flex-col">
        <legend className="mb-0.5 text-ink-muted text-xs">{t("teams")}</legend>
        {teams.rows.length === 0 && <p className="text-ink-subtle text-sm">{t("noTeams")}</p>}
        {teams.rows.map(({ id, name: label, slaPolicy }) => (
          <CheckboxRow
            key={id}
            label={label}
            hint={other(slaPolicy)}
            disabled={!mayTeams || busy}
            checked={slaPolicy === name}
            onCheckedChange={(on) => team.mutate({ teamId: id, ...named(on === true) })}
          />
        ))}
      </fieldset>
      <fieldset className="flex flex-col">
        <legend className="mb-0.5 text-ink-muted text-xs">{t("workflows")}</legend>
        {workflows.data.data.length === 0 && <p className="text-ink-subtle text-sm">{t("noWorkflows")}</p>}
        {workflows.data.data.map(({ name: flow, title, slaPolicy }) => (
          <CheckboxRow
            key={flow}
            label={title}
            hint={other(slaPolicy)}
            disabled={!mayWorkflows || busy}
            checked={slaPolicy === name}
            onCheckedChange={(on) => workflow.mutate({ name: flow, ...named(on === true) })}
          />
        ))}
      </fieldset>
    </section>
  );
}
