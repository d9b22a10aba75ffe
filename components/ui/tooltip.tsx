"use client";

import { Slot } from "@radix-ui/react-slot";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Kbd } from "./kbd";
import { later } from "./on-demand";
import type { Side } from "./tooltip-label";

const TooltipLabel = later(() => import("./tooltip-label").then((module) => module.TooltipLabel));

/** So long one points at something before it is explained; right after another explanation there is no wait. */
const pause = 350;
const recently = 200;
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
        <TooltipLabel id={id} anchor={anchor.current} side={side} onEscape={() => change(false)}>
          {label}
          {keys && <Kbd inverted>{keys}</Kbd>}
        </TooltipLabel>
      )}
    </>
  );
}
