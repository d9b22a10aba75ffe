"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { ConversationList } from "./conversation-list";

/** The list beside the conversation that is open; where there is little room, one of the two. */
export function ConversationFrame({ children }: { children: ReactNode }) {
  const openId = usePathname().split("/")[2];
  return (
    <div className="grid min-h-0 flex-1 grid-cols-1 lg:grid-cols-[23rem_minmax(0,1fr)]">
      <div className={cn("flex min-h-0 min-w-0 flex-col lg:border-r", openId && "max-lg:hidden")}>
        <ConversationList openId={openId} />
      </div>
      <div className={cn("flex min-h-0 min-w-0 flex-col", !openId && "max-lg:hidden")}>{children}</div>
    </div>
  );
}
