import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type Graph, graphOf } from "./model";

/** A definition as it is drawn, in the reader's language; null for none. */
export function useGraph<Definition extends Record<string, unknown> | null>(
  definition: Definition,
): Definition extends null ? Graph | null : Graph;
export function useGraph(definition: Record<string, unknown> | null): Graph | null {
  const t = useTranslations("workflows.graph.words");
  return useMemo(() => definition && graphOf(definition, t), [definition, t]);
}
