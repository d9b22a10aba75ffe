"use client";

import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";

/** What stands beside the list until one of its conversations is opened. */
export function NoConversationOpen() {
  const t = useTranslations("conversations");
  return (
    <div className="flex flex-1 items-center justify-center">
      <EmptyState kind="empty" title={t("noneOpen.title")}>
        {t("noneOpen.text")}
      </EmptyState>
    </div>
  );
}
