"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Secret } from "@/components/ui/secret";

export interface Shown {
  url: string | null;
  secret: string | null;
}

/** An address and a secret, to be copied. */
export function ShownSecrets({ shown: { url, secret } }: { shown: Shown }) {
  const t = useTranslations("triggers.once");
  return (
    <div className="flex flex-col gap-4">
      {url && <Secret label={t("address")} text={url} />}
      {secret && <Secret label={t("secret")} text={secret} />}
    </div>
  );
}

/** An address and a secret that cannot be shown again. */
export function OnceShown({ shown, onClose }: { shown: Shown; onClose: () => void }) {
  const t = useTranslations("triggers");
  return (
    <Dialog
      open
      wide
      deliberate
      onOpenChange={(open) => !open && onClose()}
      title={t("once.title")}
      description={t("once.description")}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t("once.done")}
        </Button>
      }
    >
      <ShownSecrets shown={shown} />
    </Dialog>
  );
}
