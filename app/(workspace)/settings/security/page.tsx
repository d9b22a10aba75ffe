import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Security } from "@/components/settings/security";
import { Words } from "@/components/words/words";
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
      {/* A new password is asked for as it is of those who sign up. */}
      <Words of={["public"]}>
        <Security />
      </Words>
    </HydrationBoundary>
  );
}
