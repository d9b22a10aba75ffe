import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Members } from "@/components/settings/members";
import { prefetch, requireActor } from "@/server/doors/page";

export const metadata: Metadata = { title: "Members" };

export default async function Page() {
  await requireActor("/settings/members");
  const state = await prefetch((q) => [q.member.list.prefetch({}), q.invite.list.prefetch({})]);
  return (
    <HydrationBoundary state={state}>
      <Members />
    </HydrationBoundary>
  );
}
