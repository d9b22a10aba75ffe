import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { catalogue } from "@/components/words/catalogue";
import { LOCALE_COOKIE } from "@/components/words/reader";
import { pageReader } from "@/server/doors/page";
import { acceptedLocale, isLocale } from "@/server/platform/locale";

/** The words of a page: in the language its reader chose, else the browser's last, else the one it asks for. */
export default getRequestConfig(async () => {
  const [reader, jar, head] = await Promise.all([pageReader(), cookies(), headers()]);
  const kept = jar.get(LOCALE_COOKIE)?.value;
  const locale = reader.locale ?? (isLocale(kept) ? kept : acceptedLocale(head.get("accept-language")));
  return { locale, messages: catalogue[locale], timeZone: reader.timeZone ?? "UTC" };
});
