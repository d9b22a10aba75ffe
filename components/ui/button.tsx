"use client";

import { Slot } from "@radix-ui/react-slot";
import { LoaderCircle } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { cn } from "./cn";
import { Tooltip } from "./tooltip";

const variants = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  secondary: "border border-line-strong bg-surface text-ink hover:bg-hover",
  ghost: "text-ink-muted hover:bg-hover hover:text-ink",
  danger: "bg-danger text-on-accent hover:bg-danger-hover",
} as const;

const sizes = {
  sm: "h-7 gap-1.5 px-2.5 text-sm",
  md: "h-8 gap-1.5 px-3 text-sm",
  lg: "h-10 gap-2 px-4 text-base",
  icon: "size-8",
} as const;

type Props = ComponentProps<"button"> & {
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
  /** Shows a spinner and refuses clicks; the button keeps its width and its name. */
  loading?: boolean;
  /** Why the button cannot be used now. It stays focusable and says so. */
  disabledReason?: string | null | undefined;
  asChild?: boolean;
};

/** The one button. `disabledReason` keeps it in the tab order with the reason as tooltip and description. */
export function Button({ disabledReason, ...props }: Props) {
  const [open, setOpen] = useState(false);
  if (!disabledReason) return <PlainButton {...props} />;
  return (
    <Tooltip label={disabledReason} open={open} onOpenChange={setOpen}>
      <PlainButton
        {...props}
        type="button"
        aria-disabled="true"
        aria-description={disabledReason}
        onClick={(event) => {
          event.preventDefault();
          setOpen(true);
        }}
      />
    </Tooltip>
  );
}

function PlainButton({
  variant = "secondary",
  size = "md",
  loading,
  asChild,
  className,
  children,
  ...props
}: Props) {
  const classes = cn(
    "relative inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md font-medium transition-colors",
    "disabled:pointer-events-none disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
    variants[variant],
    sizes[size],
    className,
  );
  if (asChild) {
    return (
      <Slot className={classes} {...props}>
        {children}
      </Slot>
    );
  }
  return (
    <button
      type="button"
      {...props}
      className={classes}
      aria-busy={loading || undefined}
      disabled={props.disabled || loading}
    >
      {loading && <LoaderCircle className="absolute animate-spin" aria-hidden />}
      <span className={cn("contents", loading && "[&>*]:invisible")}>
        {loading ? <span className="invisible inline-flex items-center gap-1.5">{children}</span> : children}
      </span>
    </button>
  );
}
