import { globSync, readFileSync } from "node:fs";
import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";

/** Attributes and properties that people read. */
const READ =
  /^(aria-label|aria-description|aria-valuetext|label|title|text|placeholder|help|alt|lead|legend|hint|description|action|what)$/;

/** The product's name, and what is written the same in every language. */
const SAME_EVERYWHERE =
  /^(Orkestra|REST|MCP|API|CEL|JSON|curl|cURL|Esc|Ctrl|Enter|OK|HTTP|SHA-256|SLA|ID|UTC)$/;

/** Names, and what says something in English only so that it is told in another language elsewhere. */
const NAMES = new Set(["Samsung Internet", "Hello ${input.?name.orValue('world')}", "This  "]);

type Node = { type: string; start: number } & Record<string, unknown>;

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

function childrenOf(node: Node): Node[] {
  return Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );
}

/** Words that a value says by itself: a literal, a template's own letters, either branch of a choice. */
function wordsOf(value: unknown): string[] {
  if (!isNode(value)) return [];
  if (value.type === "Literal") return typeof value.value === "string" ? [value.value] : [];
  if (value.type === "TemplateLiteral") {
    const quasis = value.quasis as { value: { cooked: string } }[];
    return [quasis.map(({ value: { cooked } }) => cooked).join(" ")];
  }
  if (value.type === "ConditionalExpression")
    return [...wordsOf(value.consequent), ...wordsOf(value.alternate)];
  if (value.type === "LogicalExpression") return [...wordsOf(value.left), ...wordsOf(value.right)];
  if (value.type === "JSXExpressionContainer" || value.type === "ParenthesizedExpression")
    return wordsOf(value.expression);
  return [];
}

function isText(words: string): boolean {
  const plain = words.replaceAll(/\s+/g, " ").trim();
  if (!/\p{L}{2}/u.test(plain) || SAME_EVERYWHERE.test(plain) || /^[a-z]+-\S+ /.test(plain)) return false;
  // Keys of the catalogue, addresses, classes and codes are no texts: those begin upper case, or have spaces between words.
  return /\p{L} \p{L}/u.test(plain) || /^\p{Lu}/u.test(plain);
}

const nameOf = (name: unknown): string =>
  isNode(name) ? String((name.name as unknown) ?? (name.value as unknown) ?? "") : "";

/** Words in a row that begin as a sentence or a title does are a text wherever they are, but for names. */
function isSentence(words: string): boolean {
  return /^\p{Lu}\p{Ll}+\S* (\S+ )*\p{Ll}{2}/u.test(words) && !NAMES.has(words);
}

/** What a file says without asking the catalogue. */
function hardCoded(path: string): string[] {
  const source = readFileSync(path, "utf8");
  const { program } = parseSync(path, source);
  const found: string[] = [];
  const visit = (node: Node) => {
    found.push(...textsAt(node));
    if (/^(Literal|TemplateLiteral)$/.test(node.type)) found.push(...wordsOf(node).filter(isSentence));
    for (const child of childrenOf(node)) visit(child);
  };
  visit(program as unknown as Node);
  return [...new Set(found)];
}

function textsAt(node: Node): string[] {
  switch (node.type) {
    case "JSXText":
      return /\p{L}{2}/u.test(String(node.value)) &&
        !/^\s*\//.test(String(node.value)) &&
        !SAME_EVERYWHERE.test(String(node.value).trim())
        ? [String(node.value).trim()]
        : [];
    case "JSXElement":
      return (node.children as Node[])
        .filter(({ type }) => type === "JSXExpressionContainer")
        .flatMap(wordsOf)
        .filter(isText);
    case "JSXAttribute":
      return READ.test(nameOf(node.name)) ? wordsOf(node.value).filter(isText) : [];
    case "Property":
      return READ.test(nameOf(node.key)) ? wordsOf(node.value).filter(isText) : [];
    case "CallExpression":
      return isToast(node.callee) ? (node.arguments as Node[]).flatMap(wordsOf).filter(isText) : [];
    default:
      return [];
  }
}

function isToast(callee: unknown): boolean {
  if (!isNode(callee)) return false;
  return (
    nameOf(callee) === "toast" || (callee.type === "MemberExpression" && nameOf(callee.object) === "toast")
  );
}

const files = globSync("{app,components}/**/*.{ts,tsx}").filter(
  (path) => !/\.(test|d)\.tsx?$/.test(path) && !path.startsWith("app/docs/") && !path.startsWith("app/api/"),
);

test("nothing that people read is written beside the catalogue", () => {
  const found = files
    .map((path) => ({ path, texts: hardCoded(path) }))
    .filter(({ texts }) => texts.length > 0);
  expect(found).toEqual([]);
});
