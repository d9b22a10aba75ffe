"use client";

import { useTranslations } from "next-intl";
import { useMe } from "@/components/shell/me";
import { PageHeader } from "@/components/ui/page-header";
import { ChangePassword } from "./change-password";
import { Section } from "./section";
import { Sessions } from "./sessions";

/** How one signs in, and where one is signed in. */
export function Security() {
  const t = useTranslations("settings.security");
  const me = useMe();
  if (!me) return null;
  return (
    <div className="flex flex-col gap-8">
      <PageHeader title={t("title")}>{t("lead")}</PageHeader>
      <Section title={t("password")}>
        <ChangePassword email={me.user.email} />
      </Section>
      <Sessions />
    </div>
  );
}
