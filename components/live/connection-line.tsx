"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { useConnection } from "./live-provider";
import { WaitingChanges } from "./waiting-changes";

const line = "border-b px-4 py-1 text-center text-xs";

/** How long it is said that all is well again, in milliseconds. */
const relief = 4_000;

/**
 * One quiet line while the page cannot hear about changes, and for a moment when it can again. What is done meanwhile
 * waits in the page, so that leaving it is asked about.
 */
export function ConnectionLine() {
  const t = useTranslations("shell.connection");
  const connection = useConnection();
  const live = connection === "live";
  const outdated = connection === "outdated";
  const recovered = useRecovered(live);

  return (
    <div role="status">
      {!live && (
        <p className={cn(line, "bg-warn-soft text-warn-ink")}>
          {t(connection)}
          <WaitingChanges />{" "}
          {outdated && (
            <button type="button" className="underline" onClick={() => window.location.reload()}>
              {t("reload")}
            </button>
          )}
        </p>
      )}
      {live && recovered && <p className={cn(line, "bg-ok-soft text-ok-ink")}>{t("live")}</p>}
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
