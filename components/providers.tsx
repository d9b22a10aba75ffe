"use client";

import type { ReactNode } from "react";
import { TrpcProvider } from "@/components/trpc";
import { ClockProvider } from "@/components/ui/clock";
import { Toaster } from "@/components/ui/toaster";

/** What every page stands on: the operations, the server's clock, and a place for toasts. */
export function Providers({ serverNow, children }: { serverNow: number; children: ReactNode }) {
  return (
    <ClockProvider serverNow={serverNow}>
      <TrpcProvider>
        {children}
        <Toaster />
      </TrpcProvider>
    </ClockProvider>
  );
}
