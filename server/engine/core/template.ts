/**
 * Finds the `${…}` in a text. What is inside is CEL, with strings and map literals of its own, so the closing brace is
 * looked for as CEL would read it. `$${` writes a literal `${`.
 */

/** A piece of a template: literal text, or an expression and where it starts in the whole text. */
export type TemplatePart = { text: string } | { source: string; at: number };

/** The text ends inside an expression. `at` is where that expression starts. */
export class UnclosedTemplate extends Error {
  override readonly name = "UnclosedTemplate";
  constructor(readonly at: number) {
    super(`\${ at position ${at} is never closed`);
  }
}

/** @throws UnclosedTemplate */
export function parseTemplate(text: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let literal = "";
  let position = 0;
  while (position < text.length) {
    const start = text.indexOf("${", position);
    if (start < 0) break;
    if (start > position && text[start - 1] === "$") {
      literal += `${text.slice(position, start - 1)}\${`;
      position = start + 2;
      continue;
    }
    literal += text.slice(position, start);
    if (literal !== "") parts.push({ text: literal });
    literal = "";
    const end = closingBrace(text, start + 2);
    if (end < 0) throw new UnclosedTemplate(start);
    parts.push({ source: text.slice(start + 2, end), at: start + 2 });
    position = end + 1;
  }
  literal += text.slice(position);
  if (literal !== "" || parts.length === 0) parts.push({ text: literal });
  return parts;
}

function closingBrace(text: string, from: number): number {
  let open = 0;
  for (let index = from; index < text.length; index++) {
    const character = text[index];
    if (character === '"' || character === "'") {
      index = endOfString(text, index);
      if (index < 0) return -1;
    } else if (character === "{") open++;
    else if (character === "}" && open-- === 0) return index;
  }
  return -1;
}

/** The index of the last quote of the string that starts at `start`, or -1. */
function endOfString(text: string, start: number): number {
  const single = text.charAt(start);
  const quote = text.startsWith(single.repeat(3), start) ? single.repeat(3) : single;
  for (let index = start + quote.length; index < text.length; index++) {
    if (text[index] === "\\") index++;
    else if (text.startsWith(quote, index)) return index + quote.length - 1;
  }
  return -1;
}
