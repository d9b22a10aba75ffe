"use client";

import { type Outputs, trpc } from "@/components/trpc";
import type { Permission } from "@/server/platform/permissions";

export type Me = Outputs["account"]["me"];

/** Who is signed in and where; prefetched by the layout, so it is there from the first paint. */
export function useMe(): Me | undefined {
  return trpc.account.me.useQuery(undefined, { staleTime: 60_000 }).data;
}

/** Whether the signed-in person's role allows something. The server decides again. */
export function useMay(permission: Permission): boolean {
  return useMe()?.permissions.includes(permission) ?? false;
}
