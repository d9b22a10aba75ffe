"use client";

import { useTranslations } from "next-intl";
import { useMay } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { CheckboxRow } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { problemOf } from "@/components/ui/problem";
import { QueryError } from "@/components/ui/query-error";
import { SkeletonRows } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import type { TeamView } from "@/server/domain/teams/schema";

/** Who is in a team; ticking somebody takes effect at once. */
export function TeamMembersDialog({
  team,
  onOpenChange,
}: {
  team: TeamView;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("settings");
  const mayManage = useMay("admin:teams");
  const utils = trpc.useUtils();
  const everybody = trpc.member.list.useQuery({ limit: 200 });
  const inTeam = trpc.team.members.useQuery({ teamId: team.id });
  const callbacks = {
    onError: (error: unknown) => void toast.error(problemOf(error).message),
    onSettled: () => Promise.all([utils.team.invalidate(), utils.task.invalidate()]),
  };
  const add = trpc.team.addMember.useMutation(callbacks);
  const remove = trpc.team.removeMember.useMutation(callbacks);
  const ids = new Set(inTeam.data?.data.map(({ userId }) => userId));
  const error = everybody.error ?? inTeam.error;
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={t("teams.membersOf", { name: team.name })}
      description={t("teams.membersLead")}
      footer={<Button onClick={() => onOpenChange(false)}>{t("done")}</Button>}
    >
      {error ? (
        <QueryError
          error={error}
          what={t("teams.membersWhat")}
          onRetry={() => Promise.all([everybody.refetch(), inTeam.refetch()])}
        />
      ) : !everybody.data || !inTeam.data ? (
        <SkeletonRows rows={3} label={t("loadingWhat", { what: t("teams.membersWhat") })} />
      ) : (
        <div className="flex flex-col gap-1.5 pb-1">
          {everybody.data.data
            .filter((member) => member.active || ids.has(member.userId))
            .map((member) => (
              <CheckboxRow
                key={member.userId}
                label={member.name}
                hint={member.email}
                disabled={!mayManage || add.isPending || remove.isPending}
                checked={ids.has(member.userId)}
                onCheckedChange={(on) =>
                  (on ? add : remove).mutate({ teamId: team.id, userId: member.userId })
                }
              />
            ))}
        </div>
      )}
    </Dialog>
  );
}
