import type { Locale } from "@/server/platform/locale";
import type { Catalogue } from "./catalogue";

// Makes `useTranslations` know our keys and languages.
declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Catalogue;
  }
}
