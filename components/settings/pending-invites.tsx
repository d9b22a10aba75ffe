"use client";

import { useState } from "react";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { ExactTime } from "@/components/ui/time";
import type { InviteView } from "@/server/domain/members/schema";
import { roleLabels } from "./roles";

/** Invitations that nobody has taken up yet. */
export function PendingInvites() {
  const utils = trpc.useUtils();
  const query = trpc.invite.list.useQuery({});
  const [revoking, setRevoking] = useState<InviteView | null>(null);
  const revoke = trpc.invite.revoke.useMutation({ onSettled: () => utils.invite.invalidate() });
  const invites = query.data?.data.filter(({ status }) => status === "pending") ?? [];
  if (invites.length === 0) return null;
  return (
    <section aria-labelledby="invited" className="flex flex-col gap-2">
      <h2 id="invited" className="font-medium text-sm">
        Invited
      </h2>
      <div className="overflow-hidden rounded-lg border">
        <Table
          label="Invitations"
          head={
            <>
              <Th>E-mail</Th>
              <Th>Role</Th>
              <Th className="max-sm:hidden">Valid until</Th>
              <Th>
                <span className="sr-only">Actions</span>
              </Th>
            </>
          }
        >
          {invites.map((invite) => (
            <Tr key={invite.id}>
              <Td className="break-all">{invite.email}</Td>
              <Td>{roleLabels[invite.role]}</Td>
              <Td className="text-ink-muted max-sm:hidden">
                <ExactTime at={invite.expiresAt} />
              </Td>
              <Td className="w-0 text-right">
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={`Revoke the invitation of ${invite.email}`}
                  onClick={() => setRevoking(invite)}
                >
                  Revoke
                </Button>
              </Td>
            </Tr>
          ))}
        </Table>
      </div>
      <ConfirmDialog
        open={revoking !== null}
        onOpenChange={(open) => !open && setRevoking(null)}
        title={`Revoke the invitation of ${revoking?.email}?`}
        action="Revoke"
        onConfirm={async () => {
          if (revoking) await revoke.mutateAsync({ inviteId: revoking.id });
        }}
      >
        The link stops working at once.
      </ConfirmDialog>
    </section>
  );
}
