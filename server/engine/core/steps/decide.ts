/** Takes the first transition whose condition holds, or else `otherwise`; without that, no match is a failure. */
import { z } from "zod";
import { common, defineStep, Next, StepFailure, Text } from "../step";

export const decide = defineStep({
  kind: "decide",
  schema: z.strictObject({
    kind: z.literal("decide"),
    rules: z
      .array(z.strictObject({ when: Text(5_000), next: Next }))
      .min(1)
      .max(100),
    otherwise: Next.optional(),
    ...common,
  }),
  targets: ({ rules, otherwise }) => [
    ...rules.map(({ next }, index) => ({ path: `rules.${index}.next`, to: next })),
    ...(otherwise === undefined ? [] : [{ path: "otherwise", to: otherwise }]),
  ],
  conditions: ({ rules }) => rules.map(({ when }, index) => ({ path: `rules.${index}.when`, text: when })),
  warnings: ({ rules }) =>
    rules.flatMap(({ when }, index) =>
      rules.findIndex((rule) => rule.when === when) < index
        ? [
            {
              path: `rules.${index}.when`,
              message: "An earlier rule has the same condition, so this one never holds",
            },
          ]
        : [],
    ),

  enter(ctx, step) {
    for (const [index, { when, next }] of step.rules.entries()) {
      if (ctx.holds(when, `rules.${index}.when`)) return { do: "next", to: next };
    }
    if (step.otherwise !== undefined) return { do: "next", to: step.otherwise };
    throw new StepFailure("no_rule_holds", "None of the rules holds, and there is no otherwise");
  },
});
