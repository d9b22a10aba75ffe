import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CalendarPage } from "@/components/sla/calendar-editor";
import { prefetch, requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("sla.calendars");
  return { title: t("title") };
}

export default async function Page({ params }: { params: Promise<{ name: string }> }) {
  const { name } = await params;
  await requireActor(`/settings/calendars/${name}`);
  const state = await prefetch((q) => [q.calendar.get.prefetch({ name })]);
  return (
    <HydrationBoundary state={state}>
      <CalendarPage name={name} />
    </HydrationBoundary>
  );
}
