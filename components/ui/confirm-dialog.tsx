"use client";

import type { ComponentProps } from "react";
import { useWasOpen } from "./dialog";
import { later } from "./on-demand";

const Panel = later(() => import("./confirm-panel").then((module) => module.ConfirmPanel));

/**
 * Asks before something that cannot be taken back. The title names the thing; the button says the act.
 * Stays open while `onConfirm` runs and shows why when it fails.
 */
export function ConfirmDialog(props: ComponentProps<typeof Panel>) {
  return useWasOpen(props.open) ? <Panel {...props} /> : null;
}
