"use client";

import * as Radix from "@radix-ui/react-dialog";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { panelClasses } from "./dialog";
import { OverPage } from "./over-page";

/** A modal with a title, a scrolling body and a footer for its buttons; a sheet from below on a phone. */
export function DialogPanel({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  wide,
  deliberate,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
  wide?: boolean;
  /** Only its buttons close it: what it shows is not to be lost by a slip. */
  deliberate?: boolean;
}) {
  const t = useTranslations("common");
  return (
    <OverPage
      open={open}
      onOpenChange={onOpenChange}
      className={cn(panelClasses, wide ? "sm:max-w-2xl" : "sm:max-w-md")}
      onEscapeKeyDown={(event) => deliberate && event.preventDefault()}
      onInteractOutside={(event) => deliberate && event.preventDefault()}
      {...(description ? {} : { "aria-describedby": undefined })}
    >
      <div className="pt-4 pr-14 pb-3 pl-5">
        <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
        {description && (
          <Radix.Description className="mt-1 text-ink-muted text-sm">{description}</Radix.Description>
        )}
      </div>
      <div className="relative min-h-0 overflow-y-auto px-5 py-1">{children}</div>
      <div className="flex flex-wrap items-center justify-end gap-2 px-5 pt-3 pb-4">{footer}</div>
      {/* Last in the order of focus, so that a dialog opens at its first field. */}
      <Radix.Close
        aria-label={t("close")}
        className="absolute top-3 right-3 flex size-8 items-center justify-center rounded-md text-ink-subtle hover:bg-hover hover:text-ink"
      >
        <X className="size-4" />
      </Radix.Close>
    </OverPage>
  );
}
