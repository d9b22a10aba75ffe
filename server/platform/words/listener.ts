import type { Retell } from "./retelling";

const asWritten: Retell = (sentence) => sentence;

let current = asWritten;

/** Does something, at once, with every sentence in it told to somebody by `retell`. */
export function toldBy<T>(retell: Retell, act: () => T): T {
  const before = current;
  current = retell;
  try {
    return act();
  } finally {
    current = before;
  }
}

/** A sentence as whoever listens now is told it; as it is written where nobody in particular does. */
export const told: Retell = (sentence) => current(sentence);
