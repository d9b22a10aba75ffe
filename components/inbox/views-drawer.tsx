"use client";

import * as Radix from "@radix-ui/react-dialog";
import { useTranslations } from "next-intl";
import { overlayClasses } from "@/components/ui/dialog";
import { useReturnFocus } from "@/components/ui/use-return-focus";
import type { Filters } from "./filters";
import { ViewsPane } from "./views-pane";

/** The views where there is no room for them beside the list. */
export default function ViewsDrawer({
  filters,
  onGo,
  onClose,
}: {
  filters: Filters;
  onGo: (filters: Filters) => void;
  onClose: () => void;
}) {
  const t = useTranslations("inbox.views");
  const returnFocus = useReturnFocus(true);
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClasses} />
        <Radix.Content
          aria-describedby={undefined}
          onCloseAutoFocus={returnFocus}
          className="animate-drawer fixed inset-y-0 left-0 z-50 w-72 max-w-[85vw] overflow-y-auto border-r bg-canvas py-2 shadow-lg"
        >
          <Radix.Title className="px-4 py-2 font-semibold text-sm">{t("label")}</Radix.Title>
          <ViewsPane
            filters={filters}
            onGo={(next) => {
              onClose();
              onGo(next);
            }}
          />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
