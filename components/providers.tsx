"use client";

import type { Locale } from "next-intl";
import { NextIntlClientProvider } from "next-intl";
import { type ReactNode, useEffect } from "react";
import "@/components/live/page-fetch";
import { TrpcProvider } from "@/components/trpc";
import { ClockProvider, useHydrated } from "@/components/ui/clock";
import { setProblemSentences } from "@/components/ui/problem";
import { Toaster } from "@/components/ui/toast";
import type { Catalogue } from "@/components/words/catalogue";
import { browserTimeZone, rememberTimeZone } from "@/components/words/reader";

interface Reader {
  locale: Locale;
  words: Pick<Catalogue, "common">;
  /** The zone that the reader set; null: their browser's. */
  timeZone: string | null;
  /** The zone that their browser was in when last heard of. */
  lastTimeZone: string | null;
}

/** What every page stands on: words, the operations, the server's clock, and a place for toasts. */
export function Providers({
  reader,
  serverNow,
  children,
}: {
  reader: Reader;
  serverNow: number;
  children: ReactNode;
}) {
  useListening();
  useEffect(() => setProblemSentences(reader.words.common.problems), [reader.words]);
  return (
    <NextIntlClientProvider locale={reader.locale} messages={reader.words} timeZone={useTimeZoneOf(reader)}>
      <ClockProvider serverNow={serverNow}>
        <TrpcProvider>
          {children}
          <Toaster />
        </TrpcProvider>
      </ClockProvider>
    </NextIntlClientProvider>
  );
}

/** The zone of the reader's times. A browser that was never seen shows UTC until its first paint is taken over. */
function useTimeZoneOf({ timeZone, lastTimeZone }: Reader): string {
  const hydrated = useHydrated();
  useEffect(() => {
    if (browserTimeZone() !== lastTimeZone) rememberTimeZone(browserTimeZone());
  }, [lastTimeZone]);
  return timeZone ?? (hydrated ? browserTimeZone() : (lastTimeZone ?? "UTC"));
}

/** Tells `public/early.js` that the page listens from now on: it does what was pressed before. */
function useListening() {
  useEffect(() => {
    document.documentElement.dataset.listening = "";
    window.dispatchEvent(new Event("listening"));
  }, []);
}
