"use client";

import { useTranslations } from "next-intl";
import { leave } from "@/components/public/leave";
import { useMe } from "@/components/shell/me";
import { useShortcutSetting } from "@/components/shell/shortcut-setting";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { setTheme, type Theme, useTheme } from "@/components/ui/theme";
import { useThemeOptions } from "@/components/ui/theme-button";
import { ChangeName } from "./change-name";
import { ChangePhoto } from "./change-photo";
import { ChangeReading } from "./change-reading";
import { Section } from "./section";

/** Who one is here, and how the pages read, look and listen. */
export function Profile() {
  const t = useTranslations("settings");
  const me = useMe();
  const theme = useTheme();
  const themes = useThemeOptions().map(({ value, label }) => ({
    value,
    label: value === "system" ? t("profile.themeSystem") : label,
  }));
  const shortcuts = useShortcutSetting();
  if (!me) return null;
  return (
    <div className="flex flex-col gap-8">
      <PageHeader title={t("profile.title")} action={<Button onClick={leave}>{t("profile.signOut")}</Button>}>
        {t("profile.lead")}
      </PageHeader>
      <div className="flex flex-col gap-1 rounded-lg border p-4">
        <ChangePhoto me={me} />
        {me.role && (
          <p className="mt-2 text-ink-muted text-sm">
            {t("profile.roleOf", {
              role: t(`roles.${me.role}`),
              workspace: me.tenant?.name ?? "",
              hint: t(`roleHints.${me.role}`),
            })}
          </p>
        )}
      </div>
      <Section title={t("profile.yourName")}>
        <ChangeName name={me.user.name} />
      </Section>
      <Section title={t("profile.reading")}>
        <ChangeReading user={me.user} />
      </Section>
      <Section title={t("profile.keyboard")}>
        <Field label={t("profile.keys")} help={t("profile.keysHelp")} layout="inline">
          <Switch checked={shortcuts.enabled} onCheckedChange={shortcuts.setEnabled} />
        </Field>
      </Section>
      <Section title={t("profile.device")}>
        <Field label={t("profile.theme")}>
          <Select value={theme} onValueChange={(value) => setTheme(value as Theme)} options={themes} />
        </Field>
      </Section>
    </div>
  );
}
