import type { ReactNode } from "react";
import { Logo } from "@/components/ui/logo";

/** The frame of signing in and up: one column, one form. */
export function AuthCard({
  title,
  lead,
  children,
  foot,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
}) {
  return (
    <div className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center px-4 py-10">
      <Logo className="mb-5 size-8" />
      <h1 className="font-semibold text-xl">{title}</h1>
      {lead && <p className="mt-1 text-ink-muted">{lead}</p>}
      <div className="mt-6">{children}</div>
      {foot && <p className="mt-6 text-ink-muted text-sm">{foot}</p>}
    </div>
  );
}
