"use client";

import { NextIntlClientProvider } from "next-intl";
import { PageError } from "@/components/ui/page-error";
import { lastWords } from "@/components/words/last-words";
import "./globals.css";

/** For when the layout itself failed: no words came with the page, so these few are in the script. */
export default function GlobalError(props: { error: Error & { digest?: string }; retry: () => void }) {
  const { locale, messages } = lastWords();
  return (
    <html lang={locale}>
      <body>
        <title>Orkestra</title>
        <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC">
          <PageError {...props} />
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
