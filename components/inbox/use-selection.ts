import { useCallback, useMemo, useState } from "react";
import type { InboxRow } from "@/server/domain/inbox/schema";

const none: ReadonlySet<string> = new Set();

/** Which rows are selected: one by one, in ranges, all that were loaded, or everything that the filters mean. */
export function useSelection(rows: InboxRow[], question: string) {
  const [state, setState] = useState({ question, ids: none, anchor: "", everything: false });
  // Another list has another selection.
  const now = state.question === question ? state : { question, ids: none, anchor: "", everything: false };
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);

  const clear = useCallback(
    () => setState({ question, ids: none, anchor: "", everything: false }),
    [question],
  );
  const toggle = useCallback(
    (id: string, range: boolean) =>
      setState((before) => {
        const was = before.question === question ? before : { ids: none, anchor: "" };
        const next = new Set(was.ids);
        const [from, to] = [ids.indexOf(was.anchor), ids.indexOf(id)].sort((a, b) => a - b);
        if (range && from !== undefined && from >= 0) {
          for (const one of ids.slice(from, (to ?? from) + 1)) next.add(one);
        } else if (!next.delete(id)) next.add(id);
        return { question, ids: next, anchor: id, everything: false };
      }),
    [ids, question],
  );
  /** Both of two neighbours: what walking on with Shift does. */
  const extend = useCallback(
    (from: string, to: string) =>
      setState((before) => {
        const was = before.question === question ? before.ids : none;
        return { question, ids: new Set([...was, from, to]), anchor: to, everything: false };
      }),
    [question],
  );
  const all = useCallback(
    (everything: boolean) => setState({ question, ids: new Set(ids), anchor: "", everything }),
    [ids, question],
  );
  return { ids: now.ids, everything: now.everything, clear, toggle, extend, all };
}
