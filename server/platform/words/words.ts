import type { Locale } from "@/server/platform/locale";
import definitions from "./de/definitions.json";
import fields from "./de/fields.json";
import notices from "./de/notices.json";
import problems from "./de/problems.json";
import runs from "./de/runs.json";
import { type Retell, retelling } from "./retelling";

/** Every sentence of the server's own that people read, in each language but English, which it is written in. */
export const SENTENCES = {
  de: { ...definitions, ...fields, ...notices, ...problems, ...runs },
} satisfies Record<Exclude<Locale, "en">, Record<string, string>>;

const tellers: Record<Locale, Retell> = { en: (sentence) => sentence, de: retelling(SENTENCES.de) };

/** Tells in a language what the server says in English; what is not the server's own stays as it is. */
export function tellerIn(locale: Locale): Retell {
  return tellers[locale];
}
