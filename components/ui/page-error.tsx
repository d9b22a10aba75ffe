"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Button } from "./button";
import { EmptyState } from "./empty-state";

/** A page that could not be shown, with a way to try again and a reference for support. */
export function PageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const t = useTranslations("common");
  useEffect(() => console.error(error), [error]);
  return (
    <EmptyState
      page
      kind="error"
      title={t("pageError.title")}
      action={
        <Button variant="primary" onClick={() => retry()}>
          {t("retry")}
        </Button>
      }
    >
      {t("pageError.text")}
      {error.digest && (
        <p className="mt-2 text-ink-subtle text-xs">
          {t("pageError.reference", { reference: error.digest })}
        </p>
      )}
    </EmptyState>
  );
}
