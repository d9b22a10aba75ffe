/**
 * Calls one tool: a built-in one, or an HTTP tool of the workspace. Its input is checked against the tool's schema; its
 * answer is the output. Built-in tools that need nothing from outside answer at once.
 */
import { z } from "zod";
import type { Json } from "../json";
import { common, defineStep, Next, Text } from "../step";

/** Built-in tools that are done in the transaction of the event that reached them. */
const HERE = new Set(["calculator", "memory_query"]);
const DEFAULT_TIMEOUT = 15_000;
const NAME = /^[a-z][a-z0-9_]{0,63}$/;

export const tool = defineStep({
  kind: "tool",
  schema: z.strictObject({
    kind: z.literal("tool"),
    tool: Text(64).regex(NAME, "A tool's name is lower case with _, such as get_order"),
    input: z.union([z.record(z.string(), z.json()), Text(5_000)]).optional(),
    next: Next,
    ...common,
  }),
  targets: ({ next }) => [{ path: "next", to: next }],
  editable: true,

  enter(ctx, step) {
    return {
      do: "execute",
      where: HERE.has(step.tool) ? "here" : "job",
      request: { tool: step.tool, input: ctx.object(step.input as Json | undefined, "input") },
      timeoutMs: ctx.timeout(step) ?? DEFAULT_TIMEOUT,
    };
  },

  onSucceeded: (_ctx, step, output) => ({ do: "next", to: step.next, output }),
});
