"use client";

import { useTranslations } from "next-intl";
import { trpc } from "@/components/trpc";
import { FormDialog } from "@/components/ui/form-dialog";
import { problemOf } from "@/components/ui/problem";
import { Secret } from "@/components/ui/secret";
import type { MemberView } from "@/server/domain/members/schema";

/** Makes a link by which a member sets a new password, and shows it, this once. */
export function ResetLinkDialog({ member, onClose }: { member: MemberView; onClose: () => void }) {
  const t = useTranslations("settings");
  const make = trpc.member.resetLink.useMutation();
  const { name, email, userId } = member;
  const made = make.data;
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={made ? t("reset.ready") : t("reset.title", { name })}
      description={made ? t("reset.send", { name, email }) : t("reset.lead")}
      action={t("reset.create")}
      pending={make.isPending}
      problem={make.isError ? problemOf(make.error).message : undefined}
      onSubmit={() => make.mutate({ userId })}
      made={made && <Secret label={t("reset.link")} text={made.url} />}
    />
  );
}
