"use client";

import * as Radix from "@radix-ui/react-dialog";
import { useTranslations } from "next-intl";
import { overlayClasses } from "@/components/ui/dialog";
import { useReturnFocus } from "@/components/ui/use-return-focus";
import { Sidebar } from "./sidebar";

/** The sidebar where there is no room for it beside the page. */
export default function NavDrawer({ onHelp, onClose }: { onHelp: () => void; onClose: () => void }) {
  const t = useTranslations("shell");
  const returnFocus = useReturnFocus(true);
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClasses} />
        <Radix.Content
          aria-describedby={undefined}
          onCloseAutoFocus={returnFocus}
          className="animate-drawer fixed inset-y-0 left-0 z-50 w-72 max-w-[85vw] border-r bg-canvas shadow-lg"
        >
          <Radix.Title className="sr-only">{t("navigation")}</Radix.Title>
          <Sidebar onHelp={onHelp} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
