"use client";

import * as Radix from "@radix-ui/react-tabs";
import type { ReactNode } from "react";

/** Tabs over panels of one page. For tabs that are places of their own, use links. */
export function Tabs({
  label,
  tabs,
  defaultValue,
}: {
  label: string;
  tabs: { value: string; label: ReactNode; content: ReactNode }[];
  defaultValue?: string;
}) {
  return (
    <Radix.Root defaultValue={defaultValue ?? tabs[0]?.value} className="flex min-h-0 flex-col">
      <Radix.List aria-label={label} className="flex gap-4 border-b">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px focus-inset flex h-9 items-center gap-1.5 rounded-t-sm border-transparent border-b-2 text-ink-muted text-sm hover:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="min-h-0 pt-4">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
