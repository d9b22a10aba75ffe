"use client";

import { signOut } from "next-auth/react";
import { useMe } from "@/components/shell/me";
import { useShortcutSetting } from "@/components/shell/shortcuts";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { setTheme, type Theme, useTheme } from "@/components/ui/theme";
import { ChangeName, ChangePassword } from "./account-forms";
import { roleHints, roleLabels } from "./roles";

/** Who one is here, and how the pages look and listen on this device. */
export function Profile() {
  const me = useMe();
  const theme = useTheme();
  const shortcuts = useShortcutSetting();
  if (!me) return null;
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title="Profile" />
      <div className="flex items-center gap-3 rounded-lg border p-4">
        <Avatar name={me.user.name} size="lg" />
        <div className="min-w-0 flex-1">
          <div className="font-medium">{me.user.name}</div>
          <div className="break-all text-ink-subtle text-sm">{me.user.email}</div>
          {me.role && (
            <div className="mt-1 text-ink-muted text-sm">
              {roleLabels[me.role]} of {me.tenant?.name}: {roleHints[me.role].toLowerCase()}.
            </div>
          )}
        </div>
        <Button onClick={() => signOut({ callbackUrl: "/signin" })}>Sign out</Button>
      </div>
      <section aria-labelledby="name" className="flex max-w-md flex-col gap-4">
        <h2 id="name" className="font-medium text-sm">
          Your name
        </h2>
        <ChangeName name={me.user.name} />
      </section>
      <section aria-labelledby="password" className="flex max-w-md flex-col gap-4">
        <h2 id="password" className="font-medium text-sm">
          Password
        </h2>
        <ChangePassword email={me.user.email} />
      </section>
      <section aria-labelledby="device" className="flex max-w-md flex-col gap-4">
        <h2 id="device" className="font-medium text-sm">
          On this device
        </h2>
        <Field label="Theme">
          <Select
            value={theme}
            onValueChange={(value) => setTheme(value as Theme)}
            options={[
              { value: "system", label: "As the system" },
              { value: "light", label: "Light" },
              { value: "dark", label: "Dark" },
            ]}
          />
        </Field>
        <Field
          label="Single-key shortcuts"
          help="Switch them off when keys reach the page by accident, such as with speech input."
          layout="inline"
        >
          <Switch checked={shortcuts.enabled} onCheckedChange={shortcuts.setEnabled} />
        </Field>
      </section>
    </div>
  );
}
