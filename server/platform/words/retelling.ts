/**
 * Sentences in another language, by their English: `{0}` stands for a value that is told as it is, and `{0!}`, in the
 * other language only, for one that has words of its own in the table.
 */
export type Table = Readonly<Record<string, string>>;

/** Tells an English sentence in the language of a table; one that it does not know stays as it is. */
export type Retell = (sentence: string) => string;

const VALUE = /\{(\d)(!?)\}/g;

/** Sentences with values that are remembered at most. */
const REMEMBERED = 1_000;

interface Pattern {
  english: RegExp;
  told: string;
}

/** Makes a teller of a table. The same sentence with and without a value's place is told by the more definite one. */
export function retelling(table: Table): Retell {
  const patterns = Object.entries(table)
    .filter(([english]) => english.includes("{0}"))
    .sort(([one], [other]) => lettersOf(other) - lettersOf(one))
    .map(([english, told]): Pattern => ({ english: patternOf(english), told }));

  const match = (sentence: string): string => {
    for (const { english, told } of patterns) {
      const found = english.exec(sentence);
      if (!found) continue;
      return told.replace(VALUE, (_, place: string, again: string) => {
        const value = found[Number(place) + 1] ?? "";
        return again ? retell(value) : value;
      });
    }
    return sentence;
  };
  // A list says the same of many things.
  const lately = new Map<string, string>();
  const retell: Retell = (sentence) => {
    const known = Object.hasOwn(table, sentence) ? table[sentence] : lately.get(sentence);
    if (known !== undefined) return known;
    const told = match(sentence);
    if (lately.size >= REMEMBERED) lately.clear();
    lately.set(sentence, told);
    return told;
  };
  return retell;
}

const lettersOf = (english: string) => english.replace(VALUE, "").length;

function patternOf(english: string): RegExp {
  const escaped = english
    .split(/\{\d\}/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("(.*)");
  return new RegExp(`^${escaped}$`, "s");
}
