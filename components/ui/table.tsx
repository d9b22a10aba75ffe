import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** Rows in columns, scrolling sideways by itself when the screen is narrow. */
export function Table({ label, head, children }: { label: string; head: ReactNode; children: ReactNode }) {
  return (
    <div className="overflow-x-auto">
      <table aria-label={label} className="w-full text-left text-sm">
        <thead>
          <tr className="border-b">{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

export function Th({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      {...props}
      className={cn(
        "h-8 whitespace-nowrap px-3 font-medium text-ink-subtle text-xs first:pl-4 last:pr-4 max-sm:px-2",
        className,
      )}
    />
  );
}

export function Tr({ className, ...props }: ComponentProps<"tr">) {
  return <tr {...props} className={cn("border-b last:border-0", className)} />;
}

export function Td({ className, ...props }: ComponentProps<"td">) {
  return <td {...props} className={cn("h-11 px-3 py-1.5 first:pl-4 last:pr-4 max-sm:px-2", className)} />;
}
