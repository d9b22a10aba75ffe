import type { Locale } from "@/server/platform/locale";
import de from "./de/common.json";
import en from "./en/common.json";

/** What can still be said when a page came without words: in the language its document was in. */
export function lastWords(): { locale: Locale; messages: { common: typeof en } } {
  const german = typeof document !== "undefined" && document.documentElement.lang === "de";
  return german ? { locale: "de", messages: { common: de } } : { locale: "en", messages: { common: en } };
}
