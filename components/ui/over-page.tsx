"use client";

import * as Radix from "@radix-ui/react-dialog";
import type { ComponentProps } from "react";
import { overlayClasses } from "./dialog";
import { useReturnFocus } from "./use-return-focus";

/** What opens over the page: meanwhile the page is out of reach, and afterwards it has the focus back. */
export function OverPage({
  open = true,
  onOpenChange,
  ...content
}: ComponentProps<typeof Radix.Content> & { open?: boolean; onOpenChange: (open: boolean) => void }) {
  const returnFocus = useReturnFocus(open);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClasses} />
        <Radix.Content onCloseAutoFocus={returnFocus} {...content} />
      </Radix.Portal>
    </Radix.Root>
  );
}
