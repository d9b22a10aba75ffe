import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotificationSettings } from "@/components/settings/notices";
import { prefetch, requireActor, sendsMail } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("notices.title") };
}

export default async function Page() {
  await requireActor("/settings/notifications");
  const state = await prefetch((q) => [q.notification.preferences.prefetch({})]);
  return (
    <HydrationBoundary state={state}>
      <NotificationSettings mails={await sendsMail()} />
    </HydrationBoundary>
  );
}
