"use client";

import { LogOut, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { leave } from "@/components/public/leave";
import { AvailabilityChoices } from "@/components/sla/availability";
import { MenuChoices, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { setTheme, type Theme, useTheme } from "@/components/ui/theme";
import { useThemeOptions } from "@/components/ui/theme-button";
import { useMe } from "./me";

/** Whether one is there, one's profile and theme, and the way out. `onOut` asks until when one is away. */
export function UserMenuItems({ onOut }: { onOut: () => void }) {
  const t = useTranslations();
  const me = useMe();
  const router = useRouter();
  const theme = useTheme();
  const themeOptions = useThemeOptions();
  if (!me) return null;
  return (
    <>
      <div className="px-2 py-1.5">
        <div className="truncate font-medium text-sm">{me.user.name}</div>
        <div className="truncate text-ink-subtle text-xs">{me.user.email}</div>
      </div>
      <MenuSeparator />
      <AvailabilityChoices onOut={onOut} />
      <MenuItem onSelect={() => router.push("/settings/profile")}>
        <UserRound /> {t("shell.profile")}
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>{t("common.theme.label")}</MenuLabel>
      <MenuChoices
        label={t("common.theme.label")}
        value={theme}
        onValueChange={(value) => setTheme(value as Theme)}
        options={themeOptions}
      />
      <MenuSeparator />
      <MenuItem onSelect={leave}>
        <LogOut /> {t("shell.signOut")}
      </MenuItem>
    </>
  );
}
