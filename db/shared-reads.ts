import type { Tx } from "./transaction";

const reads = new WeakMap<Tx, Map<string, Promise<unknown>>>();

/** From now on what this transaction reads by `shared` is read once: it does the same for many. */
export function shareReads(tx: Tx): void {
  if (!reads.has(tx)) reads.set(tx, new Map());
}

/** A read of what the transaction itself does not change, such as who is in a team. */
export function shared<T>(tx: Tx, key: string, read: () => Promise<T>): Promise<T> {
  const known = reads.get(tx);
  if (!known) return read();
  const before = known.get(key);
  if (before) return before as Promise<T>;
  const now = read();
  known.set(key, now);
  return now;
}
