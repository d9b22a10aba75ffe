import { CircleAlert, CircleDashed, Lock, SearchX } from "lucide-react";
import type { ReactNode } from "react";

const kinds = { empty: CircleDashed, noMatch: SearchX, forbidden: Lock, error: CircleAlert } as const;

/** Says why nothing is here (there is no data, nothing matches, no permission, an error) and what to do about it. */
export function EmptyState({
  kind,
  title,
  children,
  action,
  page,
}: {
  kind: keyof typeof kinds;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** It is all that the page shows, so its title is the page's. */
  page?: boolean | undefined;
}) {
  const Icon = kinds[kind];
  const Heading = page ? "h1" : "h2";
  return (
    <div
      role={kind === "error" ? "alert" : undefined}
      className="mx-auto flex max-w-sm flex-col items-center gap-1.5 px-6 py-16 text-center"
    >
      <Icon aria-hidden className="mb-1 size-6 text-ink-subtle" strokeWidth={1.5} />
      <Heading className="font-medium">{title}</Heading>
      {children && <div className="text-ink-muted text-sm">{children}</div>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
