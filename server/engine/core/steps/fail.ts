/** Ends the run as failed, with a message for people and a code for programs. */
import { z } from "zod";
import { common, defineStep, Text } from "../step";

export const fail = defineStep({
  kind: "fail",
  schema: z.strictObject({
    kind: z.literal("fail"),
    error: Text(10_000),
    code: z
      .string()
      .max(100)
      .regex(/^[a-z][a-z0-9_]*$/, "A code is written in lower case with _")
      .optional(),
    ...common,
  }),
  targets: () => [],

  enter(ctx, step) {
    return { do: "fail", message: ctx.text(step.error, "error") ?? "", code: step.code ?? "failed" };
  },
});
