import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Security } from "@/components/settings/security";
import { prefetch, requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("security.title") };
}

export default async function Page() {
  await requireActor("/settings/security");
  const state = await prefetch((q) => [q.account.sessions.prefetch({})]);
  return (
    <HydrationBoundary state={state}>
      <Security />
    </HydrationBoundary>
  );
}
