"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Menu } from "@/components/ui/menu";
import { later } from "@/components/ui/on-demand";
import { useMe } from "./me";

const UserMenuItems = later(() => import("./user-menu-items").then((module) => module.UserMenuItems));
const AvailabilityDot = later(() =>
  import("@/components/sla/availability-dot").then((module) => module.AvailabilityDot),
);
const OutOfOfficeDialog = later(() =>
  import("@/components/sla/out-of-office-dialog").then((module) => module.OutOfOfficeDialog),
);

/** Who is signed in, their theme, and the way out. */
export function UserMenu() {
  const t = useTranslations("shell");
  const me = useMe();
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
            <span className="flex min-w-0 flex-col leading-tight">
              <span className="truncate">
                <span className="sr-only">{t("account")} </span>
                {me.user.name}
              </span>
              {me.presence && me.presence.availability !== "online" && <AvailabilityDot />}
            </span>
          </button>
        }
      >
        <UserMenuItems onOut={() => setLeaving(true)} />
      </Menu>
      {leaving && <OutOfOfficeDialog open onOpenChange={setLeaving} />}
    </>
  );
}
