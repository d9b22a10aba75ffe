"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "./button";
import { Menu, MenuChoices } from "./menu";
import { setTheme, type Theme, useTheme } from "./theme";

/** The themes to choose from. */
export function useThemeOptions() {
  const t = useTranslations("common.theme");
  return [
    { value: "system", label: t("system"), icon: <Monitor /> },
    { value: "light", label: t("light"), icon: <Sun /> },
    { value: "dark", label: t("dark"), icon: <Moon /> },
  ];
}

/** The theme menu of pages without a sidebar. */
export function ThemeButton() {
  const t = useTranslations("common.theme");
  const theme = useTheme();
  const Icon = theme === "light" ? Sun : theme === "dark" ? Moon : Monitor;
  return (
    <Menu
      className="min-w-36"
      trigger={
        <Button variant="ghost" size="icon" aria-label={t("label")}>
          <Icon aria-hidden />
        </Button>
      }
    >
      <MenuChoices
        label={t("label")}
        value={theme}
        onValueChange={(value) => setTheme(value as Theme)}
        options={useThemeOptions()}
      />
    </Menu>
  );
}
