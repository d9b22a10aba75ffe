"use client";

import type { ReactNode } from "react";
import type { ExternalToast } from "sonner";
import { onDemand, useOnDemand } from "./on-demand";

const toaster = onDemand(() => import("./toaster"));

/** What is said before there is a place for it is said as soon as there is. */
const say =
  (kind: "success" | "error" | "info" | "warning") => (message: ReactNode, options?: ExternalToast) => {
    void toaster.load().then(async (loaded) => {
      await loaded.ready;
      loaded.toast[kind](message, options);
    });
  };

/** Tells something that was done or went wrong, for some seconds, beside what one is doing. */
export const toast = {
  success: say("success"),
  error: say("error"),
  info: say("info"),
  warning: say("warning"),
};

/** Where toasts appear. */
export function Toaster() {
  const loaded = useOnDemand(toaster);
  return loaded ? <loaded.Toaster /> : null;
}
