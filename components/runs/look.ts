"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

/** What of a run is looked at, as the address says it: a visit of a step, and a point of the history. */
export interface Look {
  visit: string | null;
  /** The number of an event; null is now. */
  at: number | null;
}

/**
 * Reads and changes what is looked at. The address changes in place and asks the server for nothing: a slider moves
 * through hundreds of points.
 */
export function useLook(): Look & { look: (next: Partial<Look>) => void } {
  const search = useSearchParams();
  const at = Number(search.get("at"));
  const look = useCallback((next: Partial<Look>) => {
    const params = new URLSearchParams(window.location.search);
    const change = (name: string, value: string | number | null | undefined) => {
      if (value === undefined) return;
      if (value === null) params.delete(name);
      else params.set(name, String(value));
    };
    change("visit", next.visit);
    change("at", next.at);
    const query = params.toString();
    window.history.replaceState(null, "", query ? `?${query}` : window.location.pathname);
  }, []);
  return { visit: search.get("visit"), at: Number.isSafeInteger(at) && at > 0 ? at : null, look };
}
