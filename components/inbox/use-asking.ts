import { useState } from "react";
import type { InboxRow } from "@/server/domain/inbox/schema";
import type { Asked } from "./choosers";
import type { Filters } from "./filters";
import type { Meant } from "./use-acts";
import type { useSelection } from "./use-selection";

/** What an act is for, and what is asked before it: what is selected, or else the row that keys mean. */
export function useAsking({
  rows,
  currentId,
  filters,
  selection,
}: {
  rows: InboxRow[];
  currentId: string | undefined;
  filters: Filters;
  selection: ReturnType<typeof useSelection>;
}) {
  const [asked, setAsked] = useState<{ what: Asked; of: Meant } | null>(null);
  const meant = (): Meant | null => {
    if (selection.everything) return { everything: filters };
    const chosen = selection.ids.size > 0 ? rows.filter(({ id }) => selection.ids.has(id)) : [];
    const current = rows.find(({ id }) => id === currentId);
    return chosen.length > 0 ? { rows: chosen } : current ? { rows: [current] } : null;
  };
  return {
    asked,
    stop: () => setAsked(null),
    ask(what: Asked) {
      const of = meant();
      if (of) setAsked({ what, of });
    },
    act(run: (of: Meant) => unknown) {
      const of = asked?.of ?? meant();
      if (!of) return;
      setAsked(null);
      selection.clear();
      void run(of);
    },
  };
}
