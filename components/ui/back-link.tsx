import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** An arrow at the head of a page, to the page that it belongs to. */
export function BackLink({
  label,
  className,
  ...props
}: Omit<ComponentProps<typeof Link>, "children"> & { label: string }) {
  return (
    <Link
      {...props}
      aria-label={label}
      className={cn(
        "-ml-1.5 flex size-8 shrink-0 items-center justify-center rounded-md text-ink-muted hover:bg-hover",
        className,
      )}
    >
      <ArrowLeft className="size-4" aria-hidden />
    </Link>
  );
}
