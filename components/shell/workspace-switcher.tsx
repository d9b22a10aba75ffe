"use client";

import { ChevronsUpDown, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { announceSwitch } from "@/components/shown-workspace";
import { trpc } from "@/components/trpc";
import { Menu, MenuChoices, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { problemOf } from "@/components/ui/problem";
import { useMe } from "./me";

const CreateWorkspace = dynamic(() => import("./create-workspace").then((module) => module.CreateWorkspace), {
  ssr: false,
});

/** The workspace one is in, the others one has a seat in, and a way to make another. */
export function WorkspaceSwitcher() {
  const t = useTranslations("shell.workspaces");
  const me = useMe();
  const [creating, setCreating] = useState(false);
  const switchTenant = trpc.account.switchTenant.useMutation({
    // Everything on screen belongs to the old workspace: start over rather than patch.
    onSuccess: (_, { tenantId }) => {
      announceSwitch(tenantId);
      window.location.assign("/inbox");
    },
    onError: (error) => toast.error(problemOf(error).message),
  });
  const here = me?.tenant;
  if (!here) return <div className="h-9" />;
  return (
    <>
      <Menu
        align="start"
        className="w-60"
        trigger={
          <button
            type="button"
            className="flex h-9 w-full min-w-0 items-center gap-2 rounded-md px-1.5 text-left hover:bg-hover data-[state=open]:bg-hover"
          >
            <span
              aria-hidden
              className="flex size-6 shrink-0 items-center justify-center rounded-md bg-accent font-semibold text-on-accent text-xs"
            >
              {[...here.name][0]?.toUpperCase()}
            </span>
            <span className="min-w-0 flex-1 truncate font-medium text-sm">
              <span className="sr-only">{t("here")} </span>
              {here.name}
            </span>
            <ChevronsUpDown className="size-3.5 shrink-0 text-ink-subtle" aria-hidden />
          </button>
        }
      >
        <MenuLabel>{t("title")}</MenuLabel>
        <MenuChoices
          label={t("title")}
          value={here.id}
          onValueChange={(tenantId) => tenantId !== here.id && switchTenant.mutate({ tenantId })}
          options={me.tenants.map((tenant) => ({ value: tenant.id, label: tenant.name }))}
        />
        <MenuSeparator />
        <MenuItem onSelect={() => setCreating(true)}>
          <Plus /> {t("new")}
        </MenuItem>
      </Menu>
      {creating && <CreateWorkspace open onOpenChange={setCreating} />}
    </>
  );
}
