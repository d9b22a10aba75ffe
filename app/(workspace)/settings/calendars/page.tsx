import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Calendars } from "@/components/sla/calendars";
import { prefetch, requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("sla.calendars");
  return { title: t("title") };
}

export default async function Page() {
  await requireActor("/settings/calendars");
  const state = await prefetch((q) => [q.calendar.list.prefetch({})]);
  return (
    <HydrationBoundary state={state}>
      <Calendars />
    </HydrationBoundary>
  );
}
