"use client";

import { useTranslations } from "next-intl";
import { type ComponentProps, type ReactNode, useId } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ListState } from "@/components/ui/list-state";

/** A card around a list of settings: its skeleton while it loads, its error with a way to try again. */
export function ListCard({
  query,
  what,
  children,
}: {
  query: ComponentProps<typeof ListState>["query"];
  what: string;
  children: ReactNode;
}) {
  const t = useTranslations("settings");
  return (
    <div className="overflow-hidden rounded-lg border">
      <ListState query={query} what={what} loading={t("loadingWhat", { what })} rows={4}>
        {children}
      </ListState>
    </div>
  );
}

/** Says that a search found nothing, with a way out of it. */
export function NoMatch({ onClear }: { onClear: () => void }) {
  const t = useTranslations("settings");
  return (
    <EmptyState
      kind="noMatch"
      title={t("noMatch")}
      action={<Button onClick={onClear}>{t("clearSearch")}</Button>}
    >
      {t("noMatchText")}
    </EmptyState>
  );
}

/** A part of a settings page under its own heading. */
export function Section({
  title,
  lead,
  children,
  wide,
}: {
  title: string;
  lead?: string;
  children: ReactNode;
  wide?: boolean;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={wide ? "flex flex-col gap-4" : "flex max-w-md flex-col gap-4"}>
      <div>
        <h2 id={id} className="font-medium text-sm">
          {title}
        </h2>
        {lead && <p className="text-ink-muted text-sm">{lead}</p>}
      </div>
      {children}
    </section>
  );
}
