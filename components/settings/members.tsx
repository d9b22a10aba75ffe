"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { useMay, useMe } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Menu, MenuItem } from "@/components/ui/menu";
import { PageHeader } from "@/components/ui/page-header";
import { problemOf } from "@/components/ui/problem";
import { Select } from "@/components/ui/select";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { RelativeTime } from "@/components/ui/time";
import type { MemberView } from "@/server/domain/members/schema";
import { mayManageRole, ROLES, type Role } from "@/server/platform/permissions";
import { InviteDialog } from "./invite-dialog";
import { PendingInvites } from "./pending-invites";
import { ResetLinkDialog } from "./reset-link-dialog";
import { roleHints, roleLabels } from "./roles";
import { ListCard } from "./section";

/** Who has a seat here, what each may do, and who is invited. */
export function Members() {
  const mayInvite = useMay("admin:users");
  const [inviting, setInviting] = useState(false);
  const [deactivating, setDeactivating] = useState<MemberView | null>(null);
  const [resetting, setResetting] = useState<MemberView | null>(null);
  const utils = trpc.useUtils();
  const query = trpc.member.list.useQuery({});
  const deactivate = trpc.member.deactivate.useMutation({ onSettled: () => utils.member.invalidate() });
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title="Members"
        action={
          <Button
            variant="primary"
            disabledReason={mayInvite ? null : "Only admins and owners invite people."}
            onClick={() => setInviting(true)}
          >
            Invite
          </Button>
        }
      >
        People with a seat in this workspace.
      </PageHeader>
      <ListCard query={query} what="the members">
        <Table
          label="Members"
          head={
            <>
              <Th>Name</Th>
              <Th>Role</Th>
              <Th className="max-sm:hidden">Joined</Th>
              <Th>
                <span className="sr-only">Actions</span>
              </Th>
            </>
          }
        >
          {query.data?.data.map((member) => (
            <MemberRow
              key={member.userId}
              member={member}
              onReset={() => setResetting(member)}
              onDeactivate={() => setDeactivating(member)}
            />
          ))}
        </Table>
      </ListCard>
      {mayInvite && <PendingInvites />}
      <InviteDialog open={inviting} onOpenChange={setInviting} />
      {resetting && <ResetLinkDialog member={resetting} onClose={() => setResetting(null)} />}
      <ConfirmDialog
        open={deactivating !== null}
        onOpenChange={(open) => !open && setDeactivating(null)}
        title={`Deactivate ${deactivating?.name}?`}
        action="Deactivate"
        onConfirm={async () => {
          if (deactivating) await deactivate.mutateAsync({ userId: deactivating.userId });
        }}
      >
        They are signed out at once and lose access. Their answers and comments stay; open tasks they hold go
        back to their teams. You can activate them again later.
      </ConfirmDialog>
    </div>
  );
}

function MemberRow({
  member,
  onReset,
  onDeactivate,
}: {
  member: MemberView;
  onReset: () => void;
  onDeactivate: () => void;
}) {
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
            <Avatar name={member.name} size="lg" />
          </span>
          <div className="min-w-0 max-sm:max-w-36">
            <div className="flex flex-wrap items-center gap-x-2 font-medium">
              {member.name}
              {self && <Badge>You</Badge>}
              {!active && <Badge tone="warn">Deactivated</Badge>}
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
            label={`Role of ${member.name}`}
            value={member.role}
            onValueChange={(role) => update.mutate({ userId: member.userId, role: role as Role })}
            options={ROLES.filter((role) => mayManageRole(myRole, role)).map((role) => ({
              value: role,
              label: roleLabels[role],
              hint: roleHints[role],
            }))}
          />
        ) : (
          roleLabels[member.role]
        )}
      </Td>
      <Td className="text-ink-muted max-sm:hidden">
        <RelativeTime at={member.joinedAt} ago />
      </Td>
      <Td className="w-0 text-right">
        {mayManage && !self && (
          <Menu
            trigger={
              <Button variant="ghost" size="icon" aria-label={`Actions for ${member.name}`}>
                <Ellipsis aria-hidden />
              </Button>
            }
          >
            {active ? (
              <>
                <MenuItem onSelect={onReset}>Reset link…</MenuItem>
                <MenuItem danger onSelect={onDeactivate}>
                  Deactivate…
                </MenuItem>
              </>
            ) : (
              <MenuItem onSelect={() => reactivate.mutate({ userId: member.userId })}>Activate</MenuItem>
            )}
          </Menu>
        )}
      </Td>
    </Tr>
  );
}
