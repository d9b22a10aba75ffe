"use client";

import { useTranslations } from "next-intl";
import { Drawer } from "@/components/ui/drawer";
import { Sidebar } from "./sidebar";

/** The sidebar where there is no room for it beside the page. */
export default function NavDrawer({ onHelp, onClose }: { onHelp: () => void; onClose: () => void }) {
  const t = useTranslations("shell");
  return (
    <Drawer title={<h2 className="sr-only">{t("navigation")}</h2>} onClose={onClose}>
      <Sidebar onHelp={onHelp} />
    </Drawer>
  );
}
