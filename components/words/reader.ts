import { LOCALE_COOKIE, type Locale } from "@/server/platform/locale";

export const TIME_ZONE_COOKIE = "time-zone";

/** Keeps the language for pages that know no user. */
export function rememberLocale(locale: Locale) {
  remember(LOCALE_COOKIE, locale);
}

/** Keeps the browser's zone, so that the server's next answer has its times right. */
export function rememberTimeZone(timeZone: string) {
  remember(TIME_ZONE_COOKIE, encodeURIComponent(timeZone));
}

/** The zone that the browser is in. */
export function browserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function remember(name: string, value: string) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing outside https
  document.cookie = `${name}=${value}; path=/; max-age=${365 * 24 * 3600}; samesite=lax`;
}
