import { headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { catalogue } from "@/components/words/catalogue";
import { pageReader } from "@/server/doors/page";
import { languageOf } from "@/server/platform/locale";

/** The words of a page: in the language its reader chose, else the browser's last, else the one it asks for. */
export default getRequestConfig(async () => {
  const [reader, head] = await Promise.all([pageReader(), headers()]);
  const locale = languageOf(reader, head);
  return { locale, messages: catalogue[locale], timeZone: reader.timeZone ?? "UTC" };
});
