/** Computes variables. All values see the variables as they were before the step. */
import { z } from "zod";
import type { Json } from "../json";
import { common, defineStep, Next, StepId } from "../step";

export const set = defineStep({
  kind: "set",
  schema: z.strictObject({
    kind: z.literal("set"),
    values: z
      .record(StepId, z.json())
      .refine((values) => Object.keys(values).length <= 100, "A step sets at most 100 variables"),
    next: Next,
    ...common,
  }),
  targets: ({ next }) => [{ path: "next", to: next }],

  enter(ctx, step) {
    return { do: "next", to: step.next, vars: ctx.object(step.values as Json, "values") };
  },
});
