import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Profile } from "@/components/settings/profile";
import { Delegation } from "@/components/tasks/delegation";
import { requireActor } from "@/server/doors/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("profile.title") };
}

export default async function Page() {
  await requireActor("/settings/profile");
  return (
    <div className="flex flex-col gap-6">
      <Profile />
      <Delegation />
    </div>
  );
}
