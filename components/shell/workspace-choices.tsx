"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { announceSwitch } from "@/components/shown-workspace";
import { trpc } from "@/components/trpc";
import { MenuChoices, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { problemOf } from "@/components/ui/problem";
import { toast } from "@/components/ui/toast";
import { useMe } from "./me";

// To make another is one of the choices.
export { CreateWorkspace } from "./create-workspace";

/** The workspaces one has a seat in, to go to, and a way to make another. */
export function WorkspaceChoices({ onNew }: { onNew: () => void }) {
  const t = useTranslations("shell.workspaces");
  const me = useMe();
  const switchTenant = trpc.account.switchTenant.useMutation({
    // Everything on screen belongs to the old workspace: start over rather than patch.
    onSuccess: (_, { tenantId }) => {
      announceSwitch(tenantId);
      window.location.assign("/inbox");
    },
    onError: (error) => toast.error(problemOf(error).message),
  });
  const here = me?.tenant;
  if (!here) return null;
  return (
    <>
      <MenuLabel>{t("title")}</MenuLabel>
      <MenuChoices
        label={t("title")}
        value={here.id}
        onValueChange={(tenantId) => tenantId !== here.id && switchTenant.mutate({ tenantId })}
        options={me.tenants.map((tenant) => ({ value: tenant.id, label: tenant.name }))}
      />
      <MenuSeparator />
      <MenuItem onSelect={onNew}>
        <Plus /> {t("new")}
      </MenuItem>
    </>
  );
}
