"use client";

import { useTranslations } from "next-intl";
import { trpc } from "@/components/trpc";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import type { MemberView } from "@/server/domain/members/schema";

/** Asks before a member loses access, and says what becomes of what they hold. */
export function DeactivateMember({ member, onClose }: { member: MemberView; onClose: () => void }) {
  const t = useTranslations("settings.members");
  const utils = trpc.useUtils();
  const { name, userId } = member;
  const deactivate = trpc.member.deactivate.useMutation({
    onSuccess: () => void toast.success(t("deactivatedDone", { name })),
    onSettled: () => Promise.all([utils.member.invalidate(), utils.task.invalidate()]),
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("deactivateTitle", { name })}
      action={t("deactivateAction")}
      onConfirm={() => deactivate.mutateAsync({ userId })}
    >
      {t("deactivateText")}
    </ConfirmDialog>
  );
}
