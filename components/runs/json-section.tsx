import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { JsonBlock } from "@/components/ui/json-value";

/** A titled part of a panel. */
export function PanelSection({
  title,
  action,
  children,
}: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="flex flex-col gap-1.5">
      <div className="flex min-h-7 items-center justify-between gap-2">
        <h3 className="font-medium text-ink-muted text-xs">{title}</h3>
        {action}
      </div>
      {children}
    </section>
  );
}

/** A value as JSON, to read and to copy; a line in its place where there is none. */
export function JsonSection({ title, value, none }: { title: string; value: unknown; none: string }) {
  const isNothing = value === null || value === undefined;
  return (
    <PanelSection
      title={title}
      action={!isNothing && <CopyButton compact label={title} text={JSON.stringify(value, null, 2)} />}
    >
      {isNothing ? <p className="text-ink-subtle text-sm">{none}</p> : <JsonBlock value={value} />}
    </PanelSection>
  );
}

/** Names and values, one a line. */
export function Facts({ facts }: { facts: [name: string, value: ReactNode][] }) {
  return (
    <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-sm">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-subtle">{name}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
