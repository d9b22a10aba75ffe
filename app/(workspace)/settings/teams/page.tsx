import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Teams } from "@/components/settings/teams";
import { prefetch, requireActor } from "@/server/doors/page";

export const metadata: Metadata = { title: "Teams" };

export default async function Page() {
  await requireActor("/settings/teams");
  const state = await prefetch((q) => [q.team.list.prefetch({})]);
  return (
    <HydrationBoundary state={state}>
      <Teams />
    </HydrationBoundary>
  );
}
