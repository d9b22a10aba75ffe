"use client";

import { useEffect, useState } from "react";
import { cn } from "./cn";

/** What the key that goes with Enter to send a form is called on this keyboard; known once the page runs. */
export function useCommandKey(): "⌘" | "Ctrl" | null {
  const [mac, setMac] = useState<boolean | null>(null);
  useEffect(() => setMac(/mac|iphone|ipad/i.test(navigator.userAgent)), []);
  return mac === null ? null : mac ? "⌘" : "Ctrl";
}

/** A key as it is printed on a keyboard. */
export function Kbd({ children, inverted }: { children: string; inverted?: boolean }) {
  return (
    <kbd
      className={cn(
        "inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border px-1 font-sans text-2xs leading-none",
        inverted ? "border-current/30 text-current" : "border-line-strong bg-surface text-ink-muted",
      )}
    >
      {children}
    </kbd>
  );
}
