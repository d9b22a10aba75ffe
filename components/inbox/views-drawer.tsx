"use client";

import { useTranslations } from "next-intl";
import { Drawer } from "@/components/ui/drawer";
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
  return (
    <Drawer
      title={<h2 className="px-4 py-2 font-semibold text-sm">{t("label")}</h2>}
      className="overflow-y-auto py-2"
      onClose={onClose}
    >
      <ViewsPane
        filters={filters}
        onGo={(next) => {
          onClose();
          onGo(next);
        }}
      />
    </Drawer>
  );
}
