"use client";

import { LogOut, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AvailabilityChoices, AvailabilityDot, OutOfOfficeDialog } from "@/components/sla/availability";
import { Avatar } from "@/components/ui/avatar";
import { Menu, MenuChoices, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { setTheme, type Theme, useTheme } from "@/components/ui/theme";
import { useThemeOptions } from "@/components/ui/theme-button";
import { useMe } from "./me";

/** Who is signed in, their theme, and the way out. */
export function UserMenu() {
  const t = useTranslations();
  const me = useMe();
  const router = useRouter();
  const theme = useTheme();
  const themeOptions = useThemeOptions();
  const [leaving, setLeaving] = useState(false);
  if (!me) return null;
  return (
    <>
      <Menu
        align="start"
        side="top"
        className="w-56"
        trigger={
          <button
            type="button"
            className="flex h-9 w-full min-w-0 items-center gap-2 rounded-md px-1.5 text-left text-sm hover:bg-hover data-[state=open]:bg-hover"
          >
            <Avatar name={me.user.name} photo={me.photo} />
            <span className="truncate">
              <span className="sr-only">{t("shell.account")} </span>
              {me.user.name}
            </span>
            <AvailabilityDot />
          </button>
        }
      >
        <div className="px-2 py-1.5">
          <div className="truncate font-medium text-sm">{me.user.name}</div>
          <div className="truncate text-ink-subtle text-xs">{me.user.email}</div>
        </div>
        <MenuSeparator />
        <AvailabilityChoices onOut={() => setLeaving(true)} />
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
      </Menu>
      <OutOfOfficeDialog open={leaving} onOpenChange={setLeaving} />
    </>
  );
}

/** What signs out is fetched when somebody does. */
async function leave() {
  const { signOut } = await import("next-auth/react");
  await signOut({ callbackUrl: "/signin" });
}
