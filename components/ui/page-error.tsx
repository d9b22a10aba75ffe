"use client";

import { useEffect } from "react";
import { Button } from "./button";
import { EmptyState } from "./empty-state";

/** A page that could not be shown, with a way to try again and a reference for support. */
export function PageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  useEffect(() => console.error(error), [error]);
  return (
    <EmptyState
      page
      kind="error"
      title="This page could not be shown"
      action={
        <Button variant="primary" onClick={() => retry()}>
          Try again
        </Button>
      }
    >
      Something went wrong on our side. What you typed into a task is kept as a draft.
      {error.digest && <p className="mt-2 text-ink-subtle text-xs">Reference {error.digest}</p>}
    </EmptyState>
  );
}
