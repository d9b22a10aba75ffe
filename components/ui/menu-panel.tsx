"use client";

import * as Radix from "@radix-ui/react-dropdown-menu";
import { Check } from "lucide-react";
import { type ComponentProps, type ReactNode, useRef } from "react";
import { cn } from "./cn";
import { toast } from "./toast";

const itemClasses =
  "flex min-h-8 cursor-default select-none items-center gap-2 rounded-md px-2 py-1 text-sm outline-none data-disabled:opacity-50 data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-subtle";

/** A menu that opens from its trigger. */
export function MenuPanel({
  trigger,
  children,
  align = "end",
  side,
  className,
  open,
  onOpenChange,
  byKey,
}: {
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "end";
  side?: "top" | "bottom";
  className?: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A key opened it before it was there to hear of that. */
  byKey: boolean;
}) {
  const first = useRef(byKey);
  const goToFirst = (content: HTMLElement | null) => {
    if (!content || !first.current) return;
    first.current = false;
    requestAnimationFrame(() =>
      content.querySelector<HTMLElement>("[role^=menuitem]:not([data-disabled])")?.focus(),
    );
  };
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          ref={goToFirst}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            "animate-in z-50 min-w-48 rounded-lg border border-line bg-raised p-1 shadow-lg",
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function MenuItem({
  danger,
  className,
  disabledReason,
  onSelect,
  ...props
}: ComponentProps<typeof Radix.Item> & {
  danger?: boolean;
  /** Why it can't be done now: said when it is tried, as a key would. */
  disabledReason?: string | null;
}) {
  return (
    <Radix.Item
      {...props}
      aria-disabled={disabledReason ? true : undefined}
      onSelect={disabledReason ? () => toast.info(disabledReason) : onSelect}
      className={cn(
        itemClasses,
        danger && "text-danger-ink [&_svg]:text-current",
        disabledReason && "text-ink-subtle",
        className,
      )}
    />
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-1.5 pb-1 text-ink-subtle text-xs">{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}

/** One of several, with a tick at the one in force. */
export function MenuChoices({
  label,
  value,
  onValueChange,
  options,
}: {
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  options: { value: string; label: string; icon?: ReactNode }[];
}) {
  return (
    <Radix.RadioGroup value={value} onValueChange={onValueChange} aria-label={label}>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={itemClasses}>
          {option.icon}
          <span className="min-w-0 flex-1 truncate">{option.label}</span>
          <Radix.ItemIndicator>
            <Check className="text-accent-ink!" />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}
