import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useState } from "react";
import { rememberInbox } from "@/components/tasks/remembered-inbox";
import { type Filters, inboxAddress, isSameQuestion, readFilters } from "./filters";

/**
 * Where one is in the inbox: the address says all of it. One goes from task to task and view to view without asking
 * the server for a page, so that a task is there as fast as its data is.
 */
export function usePlace() {
  const search = useSearchParams();
  const question = search.toString();
  const [ahead, setAhead] = useState<{ of: string; id: string | null } | null>(null);
  if (ahead && ahead.of !== question) setAhead(null);
  const shownId = ahead?.of === question ? ahead.id : search.get("task");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the filters are the same as long as their words are
  const key = useMemo(() => inboxAddress(readFilters(search)), [question]);
  const filters = useMemo(() => readFilters(new URLSearchParams(key.split("?")[1])), [key]);
  const address = inboxAddress(filters, shownId);
  useEffect(() => rememberInbox(address), [address]);
  // Who goes back before the address has come goes to one that the router never left: it changes nothing then.
  useEffect(() => {
    const went = () => {
      const { pathname, search } = window.location;
      if (pathname === "/inbox") setAhead({ of: question, id: new URLSearchParams(search).get("task") });
    };
    window.addEventListener("popstate", went);
    return () => window.removeEventListener("popstate", went);
  }, [question]);

  /** Shows another view. */
  const go = useCallback((next: Filters) => window.history.pushState(null, "", inboxAddress(next)), []);
  /** Changes what is shown; what is open stays so. */
  const change = useCallback(
    (next: Partial<Filters>) => {
      const wanted = { ...filters, ...next };
      if (isSameQuestion(filters, wanted)) return;
      window.history.replaceState(null, "", inboxAddress(wanted, shownId));
    },
    [filters, shownId],
  );
  /** Opens a task beside the list; the way back from the first one is the list alone. */
  const open = useCallback(
    (id: string | null) => {
      if (id === shownId) return;
      // The address comes when the router finds the time for it; the task does not wait for that.
      setAhead({ of: question, id });
      const to = inboxAddress(filters, id);
      if (shownId) window.history.replaceState(null, "", to);
      else window.history.pushState(null, "", to);
    },
    [filters, shownId, question],
  );
  return { filters, shownId, key, go, change, open };
}
