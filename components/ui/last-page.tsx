"use client";

import { NextIntlClientProvider } from "next-intl";
import { lastWords } from "@/components/words/last-words";
import { PageError } from "./page-error";

/** What can still be shown when the layout itself failed: no words came with the page, so these few are in the script. */
export function LastPage(props: { error: Error & { digest?: string }; retry: () => void }) {
  const { locale, messages } = lastWords();
  return (
    <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC">
      <PageError {...props} />
    </NextIntlClientProvider>
  );
}
