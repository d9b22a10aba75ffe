"use client";

import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";

export type Side = "top" | "right" | "bottom" | "left";

const gap = 6;
const margin = 8;

/** What explains an anchor, beside it; it goes with Escape and when anything scrolls. */
export function TooltipLabel({
  id,
  anchor,
  side,
  onEscape,
  children,
}: {
  id: string;
  anchor: HTMLElement | null;
  side: Side;
  onEscape: () => void;
  children: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !anchor) return;
    const [left, top] = placeOf(anchor.getBoundingClientRect(), element.getBoundingClientRect(), side);
    element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && onEscape();
    // What scrolls away takes its explanation along.
    document.addEventListener("keydown", onKey);
    document.addEventListener("scroll", onEscape, true);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("scroll", onEscape, true);
    };
  }, [onEscape]);
  return createPortal(
    <div
      ref={box}
      id={id}
      role="tooltip"
      className="pointer-events-none fixed top-0 left-0 z-50 flex w-max max-w-72 items-center gap-2 rounded-md bg-ink px-2 py-1 text-canvas text-xs shadow-lg"
    >
      {children}
    </div>,
    document.body,
  );
}

/** Beside its anchor, on the other side where there is no room, and never outside of the window. */
function placeOf(at: DOMRect, own: DOMRect, side: Side): [left: number, top: number] {
  const { innerWidth, innerHeight } = window;
  const above = at.top - own.height - gap;
  const below = at.bottom + gap;
  const before = at.left - own.width - gap;
  const after = at.right + gap;
  const upright = side === "top" || side === "bottom";
  const top =
    side === "top" ? (above < margin ? below : above) : below + own.height > innerHeight ? above : below;
  const left =
    side === "left" ? (before < margin ? after : before) : after + own.width > innerWidth ? before : after;
  const clamp = (value: number, most: number) => Math.max(margin, Math.min(value, most - margin));
  return upright
    ? [clamp(at.left + (at.width - own.width) / 2, innerWidth - own.width), top]
    : [left, clamp(at.top + (at.height - own.height) / 2, innerHeight - own.height)];
}
