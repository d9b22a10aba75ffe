import type { ReactNode } from "react";

/** What is emphasised inside a sentence of the catalogue: `<strong>…</strong>`. */
export function strong(words: ReactNode) {
  return <strong className="font-medium text-ink">{words}</strong>;
}
