"use client";

import { type ComponentProps, lazy, Suspense, useState } from "react";

export const overlayClasses = "animate-in fixed inset-0 z-40 bg-scrim";
export const panelClasses =
  "animate-in fixed z-50 flex w-full flex-col border border-line bg-raised shadow-lg max-sm:inset-x-0 max-sm:bottom-0 max-sm:max-h-[92dvh] max-sm:rounded-t-xl sm:top-[14vh] sm:left-1/2 sm:max-h-[74vh] sm:-translate-x-1/2 sm:rounded-xl";

// Fetched when a dialog is first opened: pages do without.
const Panel = lazy(() => import("./dialog-panel").then((module) => ({ default: module.DialogPanel })));

/** A modal with a title, a scrolling body and a footer for its buttons; a sheet from below on a phone. */
export function Dialog(props: ComponentProps<typeof Panel>) {
  return useWasOpen(props.open) ? (
    <Suspense fallback={null}>
      <Panel {...props} />
    </Suspense>
  ) : null;
}

/** Whether it is or has been open: what closes is still there to close. */
export function useWasOpen(open: boolean): boolean {
  const [was, setWas] = useState(open);
  if (open && !was) setWas(true);
  return open || was;
}
