import { useCallback, useMemo, useRef, useState } from "react";

type Row = { id: string };
export type Settled<T> = { row: T; gone: boolean };

/**
 * Keeps a live list still while somebody points at it or walks it with the keyboard: rows are updated in
 * place, but none moves, comes or goes until the list is left or the reader asks. `changes` says how many wait.
 */
export function useSettledRows<T extends Row>(fresh: T[], hold: boolean, question: string) {
  const shown = useRef<{ question: string; rows: T[] }>({ question, rows: fresh });
  const [asked, again] = useState(0);
  const isSettled = !hold || shown.current.question !== question || isPrefix(shown.current.rows, fresh);
  if (isSettled) shown.current = { question, rows: fresh };
  const still = shown.current.rows;

  // biome-ignore lint/correctness/useExhaustiveDependencies: asking to settle changes what `still` is
  const { rows, changes } = useMemo(() => {
    if (still === fresh) return { rows: fresh.map((row) => ({ row, gone: false })), changes: 0 };
    const byId = new Map(fresh.map((row) => [row.id, row]));
    const rows: Settled<T>[] = still.map((row) => ({
      row: byId.get(row.id) ?? row,
      gone: !byId.has(row.id),
    }));
    return { rows, changes: countChanges(still, fresh) };
  }, [still, fresh, asked]);
  const settle = useCallback(() => {
    shown.current = { question, rows: fresh };
    again((count) => count + 1);
  }, [fresh, question]);
  return { rows, changes, settle };
}

/** Rows added at the end (the next page) disturb nobody. */
function isPrefix<T extends Row>(before: T[], after: T[]): boolean {
  return before.length <= after.length && before.every((row, index) => row.id === after[index]?.id);
}

function countChanges<T extends Row>(before: T[], after: T[]): number {
  if (isPrefix(before, after)) return 0;
  const was = new Set(before.map(({ id }) => id));
  const is = new Set(after.map(({ id }) => id));
  const come = after.filter(({ id }) => !was.has(id)).length;
  const gone = before.filter(({ id }) => !is.has(id)).length;
  return Math.max(come + gone, 1);
}
