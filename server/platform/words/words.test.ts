import { globSync, readFileSync } from "node:fs";
import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { fieldErrors } from "@/server/platform/field-errors";
import { SENTENCES, tellerIn } from "./words";

/**
 * What only programs meet, or those who write them: it stays English, as do the errors that a run's history keeps and
 * what checks a workflow's definition.
 */
const FOR_PROGRAMS = new Set([
  "This API key opens nothing: it is mistyped or was revoked. Send `Authorization: Bearer ork_live_…`.",
  "Sign in, or send an API key: `Authorization: Bearer ork_live_…`. Keys are made in the settings.",
  "Sign in, or send an API key as a bearer token.",
  "The cursor can't be used: send back what `nextCursor` was.",
  "is not a cursor",
  "An Idempotency-Key has from 1 to 255 characters.",
  "A request with this Idempotency-Key is still under way; ask again in a moment.",
  "The Idempotency-Key {0} was used for another request. Use a new key for each new request.",
  "The idempotencyKey {0} was used for another start. Use a new key for each new run.",
  "was used for another start",
  "One Idempotency-Key can't stand for a batch of calls.",
  "The body is not JSON: {0}.",
  "The signal's data is too large.",
  "is too large for the run",
  "takes more than 256 KiB",
  "{0} has taken this conversation over: the AI must not speak until it is handed back.",
  "Links for people need NEXTAUTH_SECRET to be set.",
  "No database: DATABASE_URL is not set.",
]);

/** Folders and files whose sentences reach people through the pages. */
const files = globSync([
  "server/{auth,domain,operations}/**/*.ts",
  "server/connectors/email/{templates,html}.ts",
  "server/doors/{json,trpc}.ts",
  "server/engine/core/describe.ts",
  "server/engine/shell/{command,fork-run,held}.ts",
  "server/jobs/handlers/{invite-send,password-reset,task-bulk}.ts",
  "server/platform/{errors,field-errors,rate-limit}.ts",
]).filter((path) => !path.endsWith(".test.ts") && !path.endsWith("workflows/sample.ts"));

type Node = { type: string } & Record<string, unknown>;

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

const nameOf = (node: unknown): string => {
  if (!isNode(node)) return "";
  return node.type === "MemberExpression" ? nameOf(node.property) : String(node.name ?? "");
};

/** Makers of errors, and those of zod's checks that take words. */
const SAYING = /^(invalid|unauthenticated|forbidden|conflict|tooMany|unavailable|refuse|count|tell)$/;
const CHECKING =
  /^(min|max|regex|refine|base64|enum|url|email|uuid|datetime|date|number|string|array|union)$/;
const FIELDS = /^(message|error|whyNot|title|paragraph|action|reason|otherwise|greeting)$/;
const READS_AS_SENTENCE =
  /^(is|are|must|does|can't|has|belongs|needs|may|choose|names|takes|at most) |\p{L}[^ ]* \p{L}/u;

/** The words of a literal or a template, its values as `{0}`, `{1}`; of both branches of a choice. */
function wordsOf(node: unknown): string[] {
  if (!isNode(node)) return [];
  if (node.type === "Literal") return typeof node.value === "string" ? [node.value] : [];
  if (node.type === "TemplateLiteral") {
    const parts = (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked);
    return [parts.reduce((said, part, place) => `${said}{${place - 1}}${part}`)];
  }
  if (node.type === "ConditionalExpression") return [...wordsOf(node.consequent), ...wordsOf(node.alternate)];
  if (node.type === "LogicalExpression") return [...wordsOf(node.left), ...wordsOf(node.right)];
  if (node.type === "ArrowFunctionExpression") return wordsOf(node.body);
  return [];
}

function saidAt(node: Node, isRules: boolean): string[] {
  switch (node.type) {
    case "CallExpression": {
      const callee = nameOf(node.callee);
      return SAYING.test(callee) || CHECKING.test(callee) ? (node.arguments as Node[]).flatMap(wordsOf) : [];
    }
    case "Property":
      return FIELDS.test(nameOf(node.key)) ? wordsOf(node.value) : [];
    case "VariableDeclarator":
      return /^(message|title)$/.test(nameOf(node.id)) ? wordsOf(node.init) : [];
    case "ReturnStatement":
      return isRules ? wordsOf(node.argument) : [];
    default:
      return [];
  }
}

function sentencesOf(path: string): string[] {
  const said: string[] = [];
  const visit = (node: Node) => {
    said.push(...saidAt(node, /\/(rules|verify)\.ts$/.test(path)));
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child);
    }
  };
  visit(parseSync(path, readFileSync(path, "utf8")).program as unknown as Node);
  return said.filter((words) => READS_AS_SENTENCE.test(words) && !FOR_PROGRAMS.has(words));
}

const valuesOf = (text: string) => [...text.matchAll(/\{\d/g)].map(([value]) => value).sort();

/** What zod says by itself; a test of its own holds it. */
const ZODS = /^(Too (big|small):|Invalid) /;

/** A number that is written out in the code is a value in the table. */
const isKnown = (words: string, sentences: Record<string, string>) =>
  Object.hasOwn(sentences, words) || Object.hasOwn(sentences, words.replace(/\d+/, "{0}"));

describe.each(Object.entries(SENTENCES))("in %s", (locale, sentences: Record<string, string>) => {
  test("there is a sentence for each that the server says to people", () => {
    const missing = files
      .map((path) => ({ path, said: sentencesOf(path).filter((words) => !isKnown(words, sentences)) }))
      .filter(({ said }) => said.length > 0);
    expect(missing).toEqual([]);
  });

  test("there is none that the server does not say", () => {
    const source = globSync("server/**/*.ts")
      .filter((path) => !path.endsWith(".test.ts") && !path.includes("/testing/"))
      .map((path) => readFileSync(path, "utf8").replaceAll(/\\(["'`])/g, "$1"))
      .join("\n");
    const unsaid = Object.keys(sentences).filter(
      (english) =>
        !ZODS.test(english) &&
        english.split(/\{\d\}|\n/).some((part) => !source.includes(part.replace(/\.$/, "").trim())),
    );
    expect(unsaid).toEqual([]);
  });

  test("what zod says by itself has its sentence too", () => {
    const shape = z.object({
      long: z.string().max(2),
      short: z.string().min(2),
      many: z.array(z.int()).max(0),
      few: z.array(z.int()).min(1),
      high: z.number().max(1),
      low: z.number().min(1),
      none: z.number().positive(),
      choice: z.enum(["a", "b"]),
      time: z.iso.datetime(),
      day: z.iso.date(),
      mail: z.email(),
      page: z.url(),
    });
    const wrong = { long: "abc", short: "", many: [1], few: [], high: 2, low: 0, none: 0, choice: "c" };
    const { error } = shape.safeParse({ ...wrong, time: "", day: "", mail: "", page: "" });
    const tell = tellerIn(locale as keyof typeof SENTENCES);
    const said = error ? fieldErrors(error).map(({ message }) => message) : [];
    expect(said).toHaveLength(12);
    expect(said.filter((words) => tell(words) === words)).toEqual([]);
  });

  test("each tells no value that English does not have", () => {
    for (const [english, told] of Object.entries(sentences)) {
      const known = valuesOf(english);
      expect({ english, strange: valuesOf(told).filter((value) => !known.includes(value)) }).toEqual({
        english,
        strange: [],
      });
    }
  });

  test("what has values is told with them", () => {
    const tell = tellerIn(locale as keyof typeof SENTENCES);
    expect(tell('There is no task "1" in this workspace.')).toMatch(/Aufgabe "1"/);
    expect(tell("Too many failed attempts. Try again in 2 minutes.")).toMatch(
      /Neuer Versuch in 2 Minuten\.$/,
    );
    expect(tell("The time must be in the future.")).toMatch(/Zukunft/);
  });
});
