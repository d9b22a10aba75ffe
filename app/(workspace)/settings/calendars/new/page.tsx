import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CalendarEditor } from "@/components/sla/calendar-editor";
import { requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("sla.calendar");
  return { title: t("new") };
}

export default async function Page() {
  await requireActor("/settings/calendars/new");
  return <CalendarEditor />;
}
