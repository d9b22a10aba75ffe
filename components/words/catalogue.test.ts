import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { expect, test } from "vitest";
import { LOCALES } from "@/server/platform/locale";
import { catalogue } from "./catalogue";

/** Every text of a language by its dotted key. */
function textsOf(messages: object, path: string[] = []): [key: string, text: string][] {
  return Object.entries(messages).flatMap(([name, value]) =>
    typeof value === "string"
      ? [[[...path, name].join("."), value] as [string, string]]
      : textsOf(value, [...path, name]),
  );
}

/** What is put into a text: its ICU arguments and tags, with their kind. */
function argumentsOf(text: string): string[] {
  const found = new Set<string>();
  const walk = (elements: MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      found.add(`${TYPE[element.type]} ${element.value}`);
      if (element.type === TYPE.tag) walk(element.children);
      if (element.type === TYPE.plural || element.type === TYPE.select) {
        for (const option of Object.values(element.options)) walk(option.value);
      }
    }
  };
  walk(parse(text));
  return [...found].sort();
}

/** Formats of numbers and dates that a text names, as in `{share, number, percent}`. */
function namedFormatsOf(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    switch (element.type) {
      case TYPE.number:
      case TYPE.date:
      case TYPE.time:
        return typeof element.style === "string" ? [element.style] : [];
      case TYPE.tag:
        return namedFormatsOf(element.children);
      case TYPE.plural:
      case TYPE.select:
        return Object.values(element.options).flatMap(({ value }) => namedFormatsOf(value));
      default:
        return [];
    }
  });
}

const english = new Map(textsOf(catalogue.en));

for (const locale of LOCALES) {
  const texts = new Map(textsOf(catalogue[locale]));

  test(`${locale} says exactly what English says`, () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test(`${locale} leaves no text empty`, () => {
    expect([...texts].filter(([, text]) => text.trim() === "").map(([key]) => key)).toEqual([]);
  });

  // Those would be lost: texts are parsed when the product is built, and pages know no formats by name.
  test(`${locale} spells formats out: "::percent", not "percent"`, () => {
    expect([...texts].filter(([, text]) => namedFormatsOf(parse(text)).length > 0)).toEqual([]);
  });

  test(`${locale} puts the same values into each text as English`, () => {
    for (const [key, text] of texts) {
      expect({ key, values: argumentsOf(text) }).toEqual({
        key,
        values: argumentsOf(english.get(key) ?? ""),
      });
    }
  });
}
