"use client";

import * as Radix from "@radix-ui/react-alert-dialog";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { overlayClasses, panelClasses } from "@/components/ui/dialog";

/** Says that the page shows a workspace that was left in another tab, and asks which of the two it shall be. */
export default function WorkspaceLeftNotice({
  here,
  there,
  pending,
  onBack,
  onReload,
}: {
  here: string | undefined;
  there: string;
  pending: boolean;
  onBack: (() => void) | undefined;
  onReload: () => void;
}) {
  const t = useTranslations("shell.left");
  return (
    <Radix.Root open>
      <Radix.Portal>
        <Radix.Overlay className={overlayClasses} />
        <Radix.Content
          className={cn(panelClasses, "gap-3 p-5 sm:max-w-md")}
          onEscapeKeyDown={(event) => event.preventDefault()}
        >
          <Radix.Title className="wrap-anywhere font-semibold text-lg">{t("title", { there })}</Radix.Title>
          <Radix.Description className="wrap-anywhere text-ink-muted text-sm">
            {t("text", { here: here ?? t("before") })}
          </Radix.Description>
          <div className="mt-2 flex flex-wrap justify-end gap-2">
            {here && onBack && (
              <Button className="max-w-full" loading={pending} onClick={onBack}>
                <span className="truncate">{t("back", { here })}</span>
              </Button>
            )}
            <Button variant="primary" onClick={onReload}>
              {t("reload")}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
