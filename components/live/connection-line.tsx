"use client";

import { useMutationState } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useConnection } from "./live-provider";

/** How long it is said that all is well again, in milliseconds. */
const relief = 4_000;

/**
 * One quiet line while the page cannot hear about changes, and for a moment when it can again. What is done meanwhile
 * waits in the page, so that leaving it is asked about.
 */
export function ConnectionLine() {
  const t = useTranslations("shell.connection");
  const connection = useConnection();
  const recovered = useRecovered(connection === "live");
  const waiting = useMutationState({ filters: { predicate: ({ state }) => state.isPaused } }).length;
  useAskBeforeLeaving(waiting > 0);

  return (
    <div role="status">
      {connection !== "live" ? (
        <p className="border-b bg-warn-soft px-4 py-1 text-center text-warn-ink text-xs">
          {t(connection)}
          {waiting > 0 && ` ${t("waiting", { count: waiting })}`}
        </p>
      ) : (
        recovered && (
          <p className="border-b bg-ok-soft px-4 py-1 text-center text-ok-ink text-xs">{t("live")}</p>
        )
      )}
    </div>
  );
}

/** True for a moment after the connection came back, not when the page has just been opened. */
function useRecovered(live: boolean): boolean {
  const lost = useRef(false);
  const [recovered, setRecovered] = useState(false);
  useEffect(() => {
    if (!live) lost.current = true;
    if (!live || !lost.current) return;
    lost.current = false;
    setRecovered(true);
    const timer = setTimeout(() => setRecovered(false), relief);
    return () => clearTimeout(timer);
  }, [live]);
  return recovered;
}

function useAskBeforeLeaving(when: boolean): void {
  useEffect(() => {
    if (!when) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [when]);
}
