"use client";

import * as Radix from "@radix-ui/react-select";
import { Check, ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode, Ref } from "react";
import { cn } from "./cn";
import { controlClasses } from "./control-classes";
import { useFieldControl } from "./field";

export type Option = { value: string; label: string; hint?: string | undefined };

/** One of several. Inside a <Field> it takes the field's label; elsewhere give `label`. */
export function Select({
  value,
  onValueChange,
  options,
  placeholder,
  label,
  size = "md",
  disabled,
  icon,
  className,
  ref,
}: {
  value: string | undefined;
  onValueChange: (value: string) => void;
  options: Option[];
  placeholder?: string;
  label?: string;
  size?: "sm" | "md";
  disabled?: boolean;
  icon?: ReactNode;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
}) {
  const t = useTranslations("common");
  return (
    <Radix.Root value={value ?? ""} onValueChange={onValueChange} disabled={disabled}>
      <Radix.Trigger
        {...useFieldControl()}
        ref={ref}
        aria-label={label}
        className={cn(
          controlClasses,
          "flex items-center gap-2 text-left data-placeholder:text-ink-subtle [&>span]:truncate",
          size === "sm" ? "h-7 w-auto px-2 text-sm" : "h-9 px-2.5",
          className,
        )}
      >
        {icon}
        {/* Said here, it is there from the first paint: Radix reads it off the list, once that is rendered. */}
        <Radix.Value placeholder={placeholder ?? t("choose")}>
          {options.find((option) => option.value === value)?.label}
        </Radix.Value>
        <Radix.Icon className="ml-auto">
          <ChevronDown className="size-3.5 text-ink-subtle" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="animate-in z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) max-w-(--radix-select-content-available-width) overflow-hidden rounded-lg border border-line bg-raised shadow-lg"
        >
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                className="relative flex min-h-8 cursor-default select-none items-center rounded-md py-1 pr-8 pl-2 text-sm outline-none data-highlighted:bg-hover"
              >
                <div className="wrap-anywhere min-w-0">
                  <Radix.ItemText>{option.label}</Radix.ItemText>
                  {option.hint && <div className="text-ink-subtle text-xs">{option.hint}</div>}
                </div>
                <Radix.ItemIndicator className="absolute right-2">
                  <Check className="size-4 text-accent-ink" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
