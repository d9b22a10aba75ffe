"use client";

import { Languages } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Menu, MenuChoices } from "@/components/ui/menu";
import { isLocale, LOCALES } from "@/server/platform/locale";
import { rememberLocale } from "./reader";

/** The language menu of pages that know no user. */
export function LanguageButton() {
  const t = useTranslations("common.language");
  const router = useRouter();
  const change = (locale: string) => {
    if (!isLocale(locale)) return;
    rememberLocale(locale);
    router.refresh();
  };
  return (
    <Menu
      className="min-w-36"
      trigger={
        <Button variant="ghost" size="icon" aria-label={t("label")}>
          <Languages aria-hidden />
        </Button>
      }
    >
      <MenuChoices
        label={t("label")}
        value={useLocale()}
        onValueChange={change}
        options={LOCALES.map((value) => ({ value, label: t(value) }))}
      />
    </Menu>
  );
}
