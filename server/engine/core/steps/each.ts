/**
 * Does the same for every item of a list, so many at a time. Each item has a branch of its own, from `start` to where a
 * transition says `@join`; in it `item` and `index` are in scope, and the outputs of its steps are its own. The output
 * is a list in the order of the items: what each branch's last step gave, or what `output` makes of it there. With a
 * `join` other than `all`, and for items that failed under `continueOnError`, the places of those that did not arrive
 * are null.
 */
import { z } from "zod";
import { SCOPE_NAMES } from "../cel";
import { isList, type Json } from "../json";
import { DEFAULT_CONCURRENCY, MAX_ITEMS } from "../limits";
import { common, defineStep, Next, StepFailure, StepId, Text } from "../step";
import { Join, neededOf } from "./parallel";

/** Words of the expression language, which no item can be called. */
const RESERVED = new Set([
  ...SCOPE_NAMES,
  ...["true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if"],
  ...[
    "import",
    "let",
    "loop",
    "package",
    "namespace",
    "return",
    "var",
    "void",
    "while",
    "optional",
    "google",
  ],
]);

export const each = defineStep({
  kind: "each",
  schema: z
    .strictObject({
      kind: z.literal("each"),
      items: z
        .union([Text(5_000), z.array(z.json()).max(MAX_ITEMS)])
        .describe("A list, or an expression for one."),
      as: StepId.refine((name) => !RESERVED.has(name), "This name means something else in expressions")
        .optional()
        .describe("What the item is called in expressions, besides `item`."),
      start: StepId.describe(
        "The step that each item's branch starts at. The branch ends where a transition says `@join`.",
      ),
      concurrency: z
        .int()
        .min(1)
        .max(MAX_ITEMS)
        .optional()
        .describe("How many items at a time; 10 by default."),
      join: Join.optional(),
      output: z.json().optional().describe("What a branch gives; by default its last step's output."),
      next: Next,
      ...common,
    })
    .describe(
      "Does the same for every item of a list, and goes on at `next` once enough of them have arrived at `@join`.",
    ),
  targets: ({ next }) => [{ path: "next", to: next }],
  branches: ({ start }) => [{ path: "start", to: start }],

  enter(ctx, { items: written, join, concurrency }) {
    const items = ctx.resolve(written as Json, "items");
    if (!isList(items)) throw new StepFailure("invalid_value", "The items are no list");
    if (items.length > MAX_ITEMS)
      throw new StepFailure("too_many_items", `The list has ${items.length} items; ${MAX_ITEMS} is the most`);
    const total = items.length;
    const needed = total === 0 ? 0 : neededOf(join, total);
    return { do: "fork", total, needed, atOnce: concurrency ?? DEFAULT_CONCURRENCY, items };
  },

  branch({ start, as }, place, items = []) {
    const item = { value: items[place] ?? null, index: place, ...(as === undefined ? {} : { as }) };
    return { name: `${place}`, start, item };
  },

  branchOutput: (ctx, { output }) => ctx.resolve(output as Json | undefined, "output"),
  joined: (_step, results, total) => Array.from({ length: total }, (_, place) => results[`${place}`] ?? null),
});
