"use client";

import { signOut } from "next-auth/react";
import { useState } from "react";
import { CreateWorkspace } from "@/components/shell/create-workspace";
import { useMe } from "@/components/shell/me";
import { trpc } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form";
import { problemOf } from "@/components/ui/problem";
import { AuthCard } from "./auth-card";

/** For somebody who is signed in but has no seat where they were: other workspaces, a new one, or out. */
export function NoSeat() {
  const me = useMe();
  const [creating, setCreating] = useState(false);
  const switchTenant = trpc.account.switchTenant.useMutation({
    onSuccess: () => window.location.assign("/inbox"),
  });
  const others = me?.tenants ?? [];
  return (
    <AuthCard
      title="You have no seat here"
      lead={
        others.length > 0
          ? "Your seat in this workspace was deactivated. You have others:"
          : "Your seat was deactivated. Ask an admin to let you in again, or make a workspace of your own."
      }
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
          <Button variant="ghost" onClick={() => signOut({ callbackUrl: "/signin" })}>
            Sign out
          </Button>
          <Button onClick={() => setCreating(true)}>New workspace</Button>
        </div>
      </div>
      <CreateWorkspace open={creating} onOpenChange={setCreating} />
    </AuthCard>
  );
}
