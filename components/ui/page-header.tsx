import type { ReactNode } from "react";

/** A page's name, one line about it, and its main action. */
export function PageHeader({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-3">
      <div className="min-w-0">
        <h1 className="font-semibold text-lg">{title}</h1>
        {children && <p className="text-ink-muted text-sm">{children}</p>}
      </div>
      {action}
    </header>
  );
}
