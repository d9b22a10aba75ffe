"use client";

import { type ComponentProps, lazy, Suspense } from "react";
import { useWasOpen } from "./dialog";

const Panel = lazy(() => import("./confirm-panel").then((module) => ({ default: module.ConfirmPanel })));

/**
 * Asks before something that cannot be taken back. The title names the thing; the button says the act.
 * Stays open while `onConfirm` runs and shows why when it fails.
 */
export function ConfirmDialog(props: ComponentProps<typeof Panel>) {
  return useWasOpen(props.open) ? (
    <Suspense fallback={null}>
      <Panel {...props} />
    </Suspense>
  ) : null;
}
