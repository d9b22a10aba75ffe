import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Keys } from "@/components/settings/keys";
import { prefetch, requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("keys.title") };
}

export default async function Page() {
  await requireActor("/settings/keys");
  const state = await prefetch((q) => [q.key.list.prefetchInfinite({ limit: 50 })]);
  return (
    <HydrationBoundary state={state}>
      <Keys />
    </HydrationBoundary>
  );
}
