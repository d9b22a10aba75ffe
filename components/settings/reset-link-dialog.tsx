"use client";

import { useTranslations } from "next-intl";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form";
import { problemOf } from "@/components/ui/problem";
import { Secret } from "@/components/ui/secret";
import type { MemberView } from "@/server/domain/members/schema";

/** Makes a link by which a member sets a new password, and shows it, this once. */
export function ResetLinkDialog({ member, onClose }: { member: MemberView; onClose: () => void }) {
  const t = useTranslations("settings");
  const make = trpc.member.resetLink.useMutation();
  const { name, email, userId } = member;
  const url = make.data?.url;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={url ? t("reset.ready") : t("reset.title", { name })}
      description={url ? t("reset.send", { name, email }) : t("reset.lead")}
      footer={
        url ? (
          <Button variant="primary" onClick={onClose}>
            {t("done")}
          </Button>
        ) : (
          <Button variant="primary" loading={make.isPending} onClick={() => make.mutate({ userId })}>
            {t("reset.create")}
          </Button>
        )
      }
    >
      {url ? (
        <Secret label={t("reset.link")} text={url} />
      ) : (
        <FormError message={make.isError ? problemOf(make.error).message : undefined} />
      )}
    </Dialog>
  );
}
