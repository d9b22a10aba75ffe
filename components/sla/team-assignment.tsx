"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTeams } from "@/components/shell/use-rosters";
import { type Outputs, trpc } from "@/components/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { controlClasses } from "@/components/ui/control-classes";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { problemOf } from "@/components/ui/problem";
import { QueryError } from "@/components/ui/query-error";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import type { AssignmentStrategy, TeamView } from "@/server/domain/teams/schema";

type Member = Outputs["team"]["members"]["data"][number];

const NONE = "-";

/** How a team's tasks find their person: strategy, SLA, and for each member how much and what they are given. */
export function TeamAssignmentDialog({
  team,
  onOpenChange,
}: {
  team: TeamView;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("sla.team");
  const utils = trpc.useUtils();
  const members = trpc.team.members.useQuery({ teamId: team.id, limit: 200 });
  // What is open may be older than what was just chosen in it.
  const current = useTeams().rows.find(({ id }) => id === team.id) ?? team;
  const policies = trpc.slaPolicy.list.useQuery({}).data?.data ?? [];
  const update = trpc.team.update.useMutation({
    onError: (error) => toast.error(problemOf(error).message),
    onSettled: () => Promise.all([utils.team.invalidate(), utils.slaPolicy.invalidate()]),
  });
  const set = (change: {
    assignmentStrategy?: AssignmentStrategy;
    sticky?: boolean;
    slaPolicy?: string | null;
  }) => update.mutate({ teamId: team.id, ...change });
  const strategies = (["manual", "round-robin", "load-balanced"] as const).map((value) => ({
    value,
    label: t(`strategies.${value}`),
    hint: t(`strategyHints.${value}`),
  }));
  const standard = policies.find(({ isDefault }) => isDefault);
  return (
    <Dialog
      open
      wide
      onOpenChange={onOpenChange}
      title={t("title", { team: team.name })}
      description={t("lead")}
      footer={<Button onClick={() => onOpenChange(false)}>{t("done")}</Button>}
    >
      <div className="flex flex-col gap-5 pb-1">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("strategy")}>
            <Select
              value={current.assignmentStrategy}
              onValueChange={(value) => set({ assignmentStrategy: value as AssignmentStrategy })}
              options={strategies}
            />
          </Field>
          <Field label={t("policy")}>
            <Select
              value={current.slaPolicy ?? NONE}
              onValueChange={(value) => set({ slaPolicy: value === NONE ? null : value })}
              options={[
                {
                  value: NONE,
                  label: standard ? t("workspacePolicy", { title: standard.title }) : t("noPolicy"),
                },
                ...policies.map(({ name, title }) => ({ value: name, label: title })),
              ]}
            />
          </Field>
        </div>
        <Field layout="inline" label={t("sticky")} help={t("stickyHelp")}>
          <Switch checked={current.sticky} onCheckedChange={(sticky) => set({ sticky })} />
        </Field>
        {members.isError ? (
          <QueryError error={members.error} what={t("members")} onRetry={() => members.refetch()} />
        ) : !members.data ? (
          <SkeletonRows rows={3} label={t("loading")} />
        ) : members.data.data.length === 0 ? (
          <p className="rounded-lg border px-4 py-3 text-ink-subtle text-sm">{t("nobody")}</p>
        ) : (
          <ul aria-label={t("members")} className="divide-y rounded-lg border">
            {members.data.data.map((member) => (
              <MemberRow key={member.userId} teamId={team.id} member={member} />
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}

function MemberRow({ teamId, member }: { teamId: string; member: Member }) {
  const t = useTranslations("sla.team");
  const presence = useTranslations("sla.availability");
  const utils = trpc.useUtils();
  const update = trpc.team.updateMember.useMutation({
    onError: (error) => toast.error(problemOf(error).message),
    onSettled: () => utils.team.invalidate(),
  });
  const [capacity, setCapacity] = useState(member.capacity === null ? "" : String(member.capacity));
  const [skills, setSkills] = useState(member.skills.join(", "));
  const save = (change: { capacity?: number | null; skills?: string[] }) =>
    update.mutate({ teamId, userId: member.userId, ...change });
  const keepCapacity = () => {
    const next = capacity.trim() === "" ? null : Math.max(0, Math.round(Number(capacity)));
    if (next !== null && Number.isNaN(next)) return setCapacity("");
    if (next !== member.capacity) save({ capacity: next });
  };
  const keepSkills = () => {
    const next = [...new Set(skills.split(",").flatMap((word) => word.trim().toLowerCase() || []))];
    if (next.join() !== member.skills.join()) save({ skills: next });
  };
  return (
    <li className="grid items-center gap-x-4 gap-y-2 px-4 py-2.5 sm:grid-cols-[minmax(0,1fr)_6rem_minmax(0,1fr)]">
      <div className="wrap-anywhere min-w-0 text-sm">
        <div className="flex flex-wrap items-center gap-x-2">
          {member.name}
          {member.availability !== "online" && <Badge tone="warn">{presence(member.availability)}</Badge>}
        </div>
        <div className="text-ink-subtle text-xs">{t("open", { count: member.openTasks })}</div>
      </div>
      <label className="flex flex-col gap-0.5 text-ink-subtle text-xs">
        {t("capacity")}
        <input
          type="number"
          min={0}
          max={1000}
          value={capacity}
          placeholder={t("unlimited")}
          aria-label={t("capacityOf", { name: member.name })}
          onChange={({ target }) => setCapacity(target.value)}
          onBlur={keepCapacity}
          className={cn(controlClasses, "tabular h-8 px-2 text-sm")}
        />
      </label>
      <label className="flex flex-col gap-0.5 text-ink-subtle text-xs">
        {t("skills")}
        <input
          value={skills}
          placeholder={t("skillsExample")}
          aria-label={t("skillsOf", { name: member.name })}
          onChange={({ target }) => setSkills(target.value)}
          onBlur={keepSkills}
          className={cn(controlClasses, "h-8 px-2 text-sm")}
        />
      </label>
    </li>
  );
}
