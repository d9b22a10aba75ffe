"use client";

import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form";
import { problemOf } from "@/components/ui/problem";
import { Secret } from "@/components/ui/secret";
import type { MemberView } from "@/server/domain/members/schema";

/** Makes a link by which a member sets a new password, and shows it, this once. */
export function ResetLinkDialog({ member, onClose }: { member: MemberView; onClose: () => void }) {
  const make = trpc.member.resetLink.useMutation();
  const { name, email, userId } = member;
  const url = make.data?.url;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={url ? "Reset link ready" : `Reset the password of ${name}?`}
      description={
        url
          ? `Send this link to ${name} (${email}), and to nobody else: whoever opens it can sign in as them. It is shown only now, works once, and for 24 hours.`
          : "You get a link to send them; with it they set a new password. Until then their password works as before. An earlier link stops working."
      }
      footer={
        url ? (
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        ) : (
          <Button variant="primary" loading={make.isPending} onClick={() => make.mutate({ userId })}>
            Create link
          </Button>
        )
      }
    >
      {url ? (
        <Secret label="Reset link" text={url} />
      ) : (
        <FormError message={make.isError ? problemOf(make.error).message : undefined} />
      )}
    </Dialog>
  );
}
