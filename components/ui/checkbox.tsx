"use client";

import * as Radix from "@radix-ui/react-checkbox";
import { Check } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { useFieldControl } from "./field";

/** The box alone; inside a <Field layout="inline"> it takes the field's label. */
export function Checkbox(props: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      {...useFieldControl()}
      {...props}
      className="peer relative mt-1 flex size-4 shrink-0 items-center justify-center rounded-sm border border-control bg-surface after:absolute after:-inset-1 enabled:hover:border-ink-muted disabled:cursor-not-allowed disabled:border-line-strong disabled:bg-hover disabled:opacity-55 aria-invalid:border-danger data-[state=checked]:border-accent data-[state=checked]:bg-accent"
    >
      <Radix.Indicator>
        <Check className="size-3 text-on-accent" strokeWidth={3} aria-hidden />
      </Radix.Indicator>
    </Radix.Root>
  );
}

/** A box with its own label and hint, for lists of choices. */
export function CheckboxRow({
  label,
  hint,
  ...props
}: { label: ReactNode; hint?: string | undefined } & Omit<
  ComponentProps<typeof Radix.Root>,
  "children" | "id"
>) {
  const id = useId();
  return (
    <div className="flex min-h-7 items-start gap-2.5">
      <Checkbox {...props} id={id} aria-describedby={hint ? `${id}-hint` : undefined} />
      <div className="wrap-anywhere min-w-0 py-0.5 text-sm peer-disabled:text-ink-subtle">
        <label htmlFor={id}>{label}</label>
        {hint && (
          <div id={`${id}-hint`} className="text-ink-subtle text-xs">
            {hint}
          </div>
        )}
      </div>
    </div>
  );
}
