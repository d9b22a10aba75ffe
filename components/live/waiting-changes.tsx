"use client";

import { useMutationState } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect } from "react";

/** How many changes wait in the page for the server. Leaving it would lose them, so that it is asked about. */
export function WaitingChanges() {
  const t = useTranslations("shell.connection");
  const waiting = useMutationState({ filters: { predicate: ({ state }) => state.isPaused } }).length;
  useEffect(() => {
    if (waiting === 0) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [waiting]);
  return waiting > 0 && ` ${t("waiting", { count: waiting })}`;
}
