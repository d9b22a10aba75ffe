"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlClasses } from "./control-classes";
import { useFieldControl } from "./field";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return (
    <input
      dir="auto"
      {...useFieldControl()}
      {...props}
      className={cn(controlClasses, "h-9 px-2.5 read-only:bg-hover", className)}
    />
  );
}

/** Grows with its text where the browser can, and can be dragged taller. */
export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={4}
      dir="auto"
      {...useFieldControl()}
      {...props}
      className={cn(controlClasses, "field-sizing-content max-h-96 min-h-20 resize-y px-2.5 py-2", className)}
    />
  );
}
