"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { CreateWorkspace } from "@/components/shell/create-workspace";
import { useMe } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form";
import { problemOf } from "@/components/ui/problem";
import { AuthCard } from "./auth-card";
import { leave } from "./leave";

/** For somebody who is signed in but has no seat where they were: other workspaces, a new one, or out. */
export function NoSeat() {
  const t = useTranslations();
  const me = useMe();
  const [creating, setCreating] = useState(false);
  const switchTenant = trpc.account.switchTenant.useMutation({
    onSuccess: () => window.location.assign("/inbox"),
  });
  const others = me?.tenants ?? [];
  return (
    <AuthCard
      title={t("public.noSeat.title")}
      lead={others.length > 0 ? t("public.noSeat.others") : t("public.noSeat.none")}
    >
      <div className="flex flex-col gap-2">
        {others.map((tenant) => (
          <Button
            key={tenant.id}
            size="lg"
            loading={switchTenant.isPending && switchTenant.variables?.tenantId === tenant.id}
            onClick={() => switchTenant.mutate({ tenantId: tenant.id })}
          >
            {tenant.name}
          </Button>
        ))}
        <FormError message={switchTenant.error ? problemOf(switchTenant.error).message : undefined} />
        <div className="mt-2 flex justify-between">
          <Button variant="ghost" onClick={leave}>
            {t("shell.signOut")}
          </Button>
          <Button onClick={() => setCreating(true)}>{t("shell.workspaces.new")}</Button>
        </div>
      </div>
      <CreateWorkspace open={creating} onOpenChange={setCreating} />
    </AuthCard>
  );
}
