"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { inPages, rowsOf, useEveryPage } from "@/components/ui/pages";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { ExactTime } from "@/components/ui/time";
import type { InviteView } from "@/server/domain/members/schema";
import { Section } from "./section";

/** Invitations that nobody has taken up yet. */
export function PendingInvites() {
  const t = useTranslations("settings");
  const utils = trpc.useUtils();
  const query = trpc.invite.list.useInfiniteQuery({ limit: 200 }, inPages);
  useEveryPage(query);
  const [revoking, setRevoking] = useState<InviteView | null>(null);
  const revoke = trpc.invite.revoke.useMutation({ onSettled: () => utils.invite.invalidate() });
  const invites = rowsOf(query).filter(({ status }) => status === "pending");
  if (invites.length === 0) return null;
  return (
    <Section title={t("invites.title")} wide>
      <div className="overflow-hidden rounded-lg border">
        <Table
          label={t("invites.list")}
          head={
            <>
              <Th>{t("invites.email")}</Th>
              <Th>{t("members.role")}</Th>
              <Th className="max-sm:hidden">{t("invites.validUntil")}</Th>
              <Th>
                <span className="sr-only">{t("actions")}</span>
              </Th>
            </>
          }
        >
          {invites.map((invite) => (
            <Tr key={invite.id}>
              <Td className="break-all">{invite.email}</Td>
              <Td>{t(`roles.${invite.role}`)}</Td>
              <Td className="text-ink-muted max-sm:hidden">
                <ExactTime at={invite.expiresAt} />
              </Td>
              <Td className="w-0 text-right">
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={t("invites.revokeNamed", { email: invite.email })}
                  onClick={() => setRevoking(invite)}
                >
                  {t("invites.revoke")}
                </Button>
              </Td>
            </Tr>
          ))}
        </Table>
      </div>
      <ConfirmDialog
        open={revoking !== null}
        onOpenChange={(open) => !open && setRevoking(null)}
        title={t("invites.revokeTitle", { email: revoking?.email ?? "" })}
        action={t("invites.revoke")}
        onConfirm={async () => {
          if (revoking) await revoke.mutateAsync({ inviteId: revoking.id });
        }}
      >
        {t("invites.revokeText")}
      </ConfirmDialog>
    </Section>
  );
}
