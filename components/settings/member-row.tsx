"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMe } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { problemOf } from "@/components/ui/problem";
import { Select } from "@/components/ui/select";
import { Td, Tr } from "@/components/ui/table";
import { RelativeTime } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { MemberView } from "@/server/domain/members/schema";
import { mayManageRole, ROLES, type Role } from "@/server/platform/permissions";

/** A member: who, in which role and teams, and what may be done about their seat. */
export function MemberRow({
  member,
  onReset,
  onDeactivate,
}: {
  member: MemberView;
  onReset: () => void;
  onDeactivate: () => void;
}) {
  const t = useTranslations("settings");
  const me = useMe();
  const utils = trpc.useUtils();
  const callbacks = {
    onError: (error: unknown) => void toast.error(problemOf(error).message),
    onSettled: () => utils.member.invalidate(),
  };
  const update = trpc.member.update.useMutation(callbacks);
  const reactivate = trpc.member.reactivate.useMutation(callbacks);
  const { active } = member;
  const myRole = me?.role ?? "viewer";
  const mayManage = Boolean(me?.permissions.includes("admin:users")) && mayManageRole(myRole, member.role);
  const self = member.userId === me?.user.id;
  return (
    <Tr>
      <Td>
        <div className="flex items-center gap-2.5">
          <span className="max-sm:hidden">
            <Avatar name={member.name} photo={member.photo} size="lg" />
          </span>
          <div className="min-w-0 max-sm:max-w-36">
            <div className="flex flex-wrap items-center gap-x-2 font-medium">
              {member.name}
              {self && <Badge>{t("members.you")}</Badge>}
              {!active && <Badge tone="warn">{t("members.deactivated")}</Badge>}
            </div>
            <div className="truncate text-ink-subtle text-xs" title={member.email}>
              {member.email}
            </div>
          </div>
        </div>
      </Td>
      <Td>
        {mayManage && active && !self ? (
          <Select
            size="sm"
            label={t("members.roleOf", { name: member.name })}
            value={member.role}
            onValueChange={(role) => update.mutate({ userId: member.userId, role: role as Role })}
            options={ROLES.filter((role) => mayManageRole(myRole, role)).map((role) => ({
              value: role,
              label: t(`roles.${role}`),
              hint: t(`roleHints.${role}`),
            }))}
          />
        ) : (
          t(`roles.${member.role}`)
        )}
      </Td>
      <Td className="max-w-48 text-ink-muted max-lg:hidden">
        <span className="line-clamp-2">{member.teams.map(({ name }) => name).join(", ")}</span>
      </Td>
      <Td className="text-ink-muted max-sm:hidden">
        {member.lastActiveAt ? <RelativeTime at={member.lastActiveAt} ago /> : t("members.never")}
      </Td>
      <Td className="w-0 text-right">
        {mayManage && !self && (
          <Menu
            trigger={
              <Button variant="ghost" size="icon" aria-label={t("members.actionsFor", { name: member.name })}>
                <Ellipsis aria-hidden />
              </Button>
            }
          >
            {active ? (
              <>
                <MenuItem onSelect={onReset}>{t("members.resetLink")}</MenuItem>
                <MenuItem danger onSelect={onDeactivate}>
                  {t("members.deactivate")}
                </MenuItem>
              </>
            ) : (
              <MenuItem onSelect={() => reactivate.mutate({ userId: member.userId })}>
                {t("members.activate")}
              </MenuItem>
            )}
          </Menu>
        )}
      </Td>
    </Tr>
  );
}
