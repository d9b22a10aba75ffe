"use client";

import { useTranslations } from "next-intl";
import { useMay } from "@/components/shell/me";
import { useMembers } from "@/components/shell/use-rosters";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { CheckboxRow } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { inPages, rowsOf, useEveryPage } from "@/components/ui/pages";
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
  const everybody = useMembers();
  const inTeam = trpc.team.members.useInfiniteQuery({ teamId: team.id, limit: 200 }, inPages);
  useEveryPage(inTeam);
  const callbacks = {
    onError: (error: unknown) => void toast.error(problemOf(error).message),
    onSettled: () => Promise.all([utils.team.invalidate(), utils.task.invalidate()]),
  };
  const add = trpc.team.addMember.useMutation(callbacks);
  const remove = trpc.team.removeMember.useMutation(callbacks);
  const ids = new Set(rowsOf(inTeam).map(({ userId }) => userId));
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
      ) : everybody.isPending || inTeam.isPending || inTeam.hasNextPage ? (
        <SkeletonRows rows={3} label={t("loadingWhat", { what: t("teams.membersWhat") })} />
      ) : (
        <div className="flex flex-col gap-1.5 pb-1">
          {everybody.rows
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
