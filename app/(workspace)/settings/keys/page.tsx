import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Keys } from "@/components/settings/keys";
import { prefetch, requireActor } from "@/server/doors/page";

export const metadata: Metadata = { title: "API keys" };

export default async function Page() {
  await requireActor("/settings/keys");
  const state = await prefetch((q) => [q.key.list.prefetch({})]);
  return (
    <HydrationBoundary state={state}>
      <Keys />
    </HydrationBoundary>
  );
}
