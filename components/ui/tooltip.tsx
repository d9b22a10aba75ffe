"use client";

import { Slot } from "@radix-ui/react-slot";
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { Kbd } from "./kbd";

type Side = "top" | "right" | "bottom" | "left";

/** So long one points at something before it is explained; right after another explanation there is no wait. */
const pause = 350;
const recently = 200;
const gap = 6;
const margin = 8;
let lastShown = 0;

/** A short label on hover and focus; `keys` shows the shortcut that does the same. */
export function Tooltip({
  label,
  keys,
  children,
  side = "top",
  open,
  onOpenChange,
}: {
  label: ReactNode;
  keys?: string;
  children: ReactNode;
  side?: Side;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}) {
  const id = useId();
  const anchor = useRef<HTMLElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [own, setOwn] = useState(false);
  const shown = open ?? own;
  const change = (next: boolean) => {
    clearTimeout(timer.current);
    if (next === shown) return;
    if (!next) lastShown = Date.now();
    setOwn(next);
    onOpenChange?.(next);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const soon = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => change(true), Date.now() - lastShown < recently ? 0 : pause);
  };
  return (
    <>
      <Slot
        ref={anchor}
        aria-describedby={shown ? id : undefined}
        onPointerEnter={(event) => event.pointerType !== "touch" && soon()}
        onPointerLeave={() => change(false)}
        onPointerDown={() => change(false)}
        onFocus={(event) => event.currentTarget.matches(":focus-visible") && change(true)}
        onBlur={() => change(false)}
      >
        {children}
      </Slot>
      {shown && (
        <Label id={id} anchor={anchor.current} side={side} onEscape={() => change(false)}>
          {label}
          {keys && <Kbd inverted>{keys}</Kbd>}
        </Label>
      )}
    </>
  );
}

function Label({
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
