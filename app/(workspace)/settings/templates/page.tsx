import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Templates } from "@/components/settings/templates";
import { prefetch, requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("templates.title") };
}

export default async function Page() {
  await requireActor("/settings/templates");
  const state = await prefetch((q) => [q.template.list.prefetchInfinite({ limit: 50 })]);
  return (
    <HydrationBoundary state={state}>
      <Templates />
    </HydrationBoundary>
  );
}
