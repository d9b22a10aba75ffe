"use client";

import * as Radix from "@radix-ui/react-switch";
import type { ComponentProps } from "react";
import { useFieldControl } from "./field";

/** On or off, for a <Field layout="inline">. */
export function Switch(props: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      {...useFieldControl()}
      {...props}
      className="relative mt-0.5 h-5 w-8.5 shrink-0 rounded-full bg-control transition-colors after:absolute after:-inset-1 hover:bg-ink-muted disabled:opacity-55 data-[state=checked]:bg-accent"
    >
      <Radix.Thumb className="block size-4 translate-x-0.5 rounded-full bg-white shadow-sm transition-transform data-[state=checked]:translate-x-4" />
    </Radix.Root>
  );
}
