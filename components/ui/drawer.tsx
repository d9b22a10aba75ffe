"use client";

import { Title } from "@radix-ui/react-dialog";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn";
import { OverPage } from "./over-page";

/** What there is no room for beside the page, drawn over it from its edge. */
export function Drawer({
  title,
  className,
  onClose,
  children,
}: {
  title: ReactElement;
  className?: string;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <OverPage
      onOpenChange={(open) => !open && onClose()}
      aria-describedby={undefined}
      className={cn(
        "animate-drawer fixed inset-y-0 left-0 z-50 w-72 max-w-[85vw] border-r bg-canvas shadow-lg",
        className,
      )}
    >
      <Title asChild>{title}</Title>
      {children}
    </OverPage>
  );
}
