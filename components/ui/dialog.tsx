"use client";

import { type ComponentProps, useState } from "react";
import { later } from "./on-demand";

export const overlayClasses = "animate-in fixed inset-0 z-40 bg-scrim";
export const panelClasses =
  "animate-in fixed z-50 flex w-full flex-col border border-line bg-raised shadow-lg max-sm:inset-x-0 max-sm:bottom-0 max-sm:max-h-[92dvh] max-sm:rounded-t-xl sm:top-[14vh] sm:left-1/2 sm:max-h-[74vh] sm:-translate-x-1/2 sm:rounded-xl";

const Panel = later(() => import("./dialog-panel").then((module) => module.DialogPanel));

/** A modal with a title, a scrolling body and a footer for its buttons; a sheet from below on a phone. */
export function Dialog(props: ComponentProps<typeof Panel>) {
  return useWasOpen(props.open) ? <Panel {...props} /> : null;
}

/** Whether it is or has been open: what closes is still there to close. */
export function useWasOpen(open: boolean): boolean {
  const [was, setWas] = useState(open);
  if (open && !was) setWas(true);
  return open || was;
}
