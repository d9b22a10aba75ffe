/** The languages that people can read Orkestra in. The first is what everybody else gets. */
export const LOCALES = ["en", "de"] as const;
export type Locale = (typeof LOCALES)[number];

/** Where a browser keeps what its reader was shown in, for pages without a sign-in. */
export const LOCALE_COOKIE = "locale";

/** What a user chose for reading; null where they left it to their browser. */
export interface ReaderSettings {
  locale: Locale | null;
  /** An IANA name, such as `Europe/Berlin`. */
  timeZone: string | null;
}

export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value);
}

/** The language of ours that an `Accept-Language` header likes best (RFC 9110, 12.5.4); English when it knows none. */
export function acceptedLocale(header: string | null | undefined): Locale {
  const wanted = (header ?? "").split(",").map((part, index) => {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
    const weight = parameters.map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find(Boolean);
    return { language: tag.split("-")[0], weight: weight === undefined ? 1 : Number(weight), index };
  });
  wanted.sort((a, b) => b.weight - a.weight || a.index - b.index);
  return wanted.map(({ language }) => language).find(isLocale) ?? LOCALES[0];
}

/** The language of whoever sends a request: what they chose, else their browser's last here, else what it asks for. */
export function languageOf(
  reader: ReaderSettings | undefined,
  headers: { get(name: string): string | null },
): Locale {
  if (reader?.locale) return reader.locale;
  const kept = new RegExp(`(?:^|;\\s*)${LOCALE_COOKIE}=([^;]*)`).exec(headers.get("cookie") ?? "")?.[1];
  return isLocale(kept) ? kept : acceptedLocale(headers.get("accept-language"));
}

/** Whether this is the name of a time zone. */
export function isTimeZone(value: string): boolean {
  try {
    // Offsets such as +01:00 would pass as well, but have no summer time.
    return /^[A-Za-z]/.test(value) && Intl.DateTimeFormat("en", { timeZone: value }) !== undefined;
  } catch {
    return false;
  }
}
