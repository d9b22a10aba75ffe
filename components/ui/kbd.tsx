import { cn } from "./cn";

/** A key as it is printed on a keyboard. */
export function Kbd({ children, inverted }: { children: string; inverted?: boolean }) {
  return (
    <kbd
      className={cn(
        "inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border px-1 font-sans text-2xs leading-none",
        inverted ? "border-current/30 text-current" : "border-line-strong bg-surface text-ink-muted",
      )}
    >
      {children}
    </kbd>
  );
}
