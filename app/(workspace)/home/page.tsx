import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTimeZone, getTranslations } from "next-intl/server";
import { Home } from "@/components/home/home";
import { nowInput } from "@/components/home/now-input";
import { pageReader, prefetch, requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("home");
  return { title: t("page") };
}

export default async function HomePage() {
  const { permissions } = await requireActor("/home");
  const [timeZone, reader] = await Promise.all([getTimeZone(), pageReader()]);
  const state = await prefetch((q) => [
    q.task.list.prefetch(nowInput("mine")),
    q.task.list.prefetch(nowInput("unassigned")),
    ...(permissions.has("admin:settings") ? [q.home.onboarding.prefetch({})] : []),
    // Where today is, is known only of those who chose a zone; others ask from their browser.
    ...(permissions.has("tasks:admin") && reader.timeZone ? [q.home.teamState.prefetch({ timeZone })] : []),
  ]);
  return (
    <HydrationBoundary state={state}>
      <Home />
    </HydrationBoundary>
  );
}
