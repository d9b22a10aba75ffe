"use client";

import { useLocale, useMessages } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { IntlProvider } from "use-intl/react";
import type { Catalogue } from "./catalogue";

/** Adds namespaces to those that the layouts above gave already. */
export function MoreWords({ words, children }: { words: Partial<Catalogue>; children: ReactNode }) {
  const above = useMessages();
  const messages = useMemo(() => ({ ...above, ...words }), [above, words]);
  return (
    <IntlProvider locale={useLocale()} messages={messages}>
      {children}
    </IntlProvider>
  );
}
