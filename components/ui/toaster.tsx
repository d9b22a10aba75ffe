"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Toaster as Sonner } from "sonner";
import { useNarrow } from "./narrow";

export { toast } from "sonner";

let show: () => void;

/** Done when toasts have their place: what is said before would be lost. */
export const ready = new Promise<void>((resolve) => {
  show = resolve;
});

/** Where toasts appear: what sends a form or a reply is at the lower right, and on a phone at the foot. */
export function Toaster() {
  const t = useTranslations("common");
  const narrow = useNarrow();
  useEffect(() => show(), []);
  return (
    <Sonner
      position={narrow ? "top-center" : "bottom-left"}
      containerAriaLabel={t("toasts")}
      gap={8}
      style={{ fontFamily: "inherit" }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-2.5 rounded-lg border border-line bg-raised p-3 text-ink text-sm shadow-lg sm:w-90",
          description: "text-ink-muted text-sm",
          error: "[&_[data-icon]]:text-danger-ink",
          success: "[&_[data-icon]]:text-ok-ink",
          icon: "mt-0.5",
          actionButton: "ml-auto shrink-0 rounded-md px-2 py-0.5 font-medium text-accent-ink hover:bg-hover",
        },
      }}
    />
  );
}
