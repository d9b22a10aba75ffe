/** Ends the run as completed. Whatever else is still going on in it is closed. */
import { z } from "zod";
import type { Json } from "../json";
import { common, defineStep } from "../step";

export const end = defineStep({
  kind: "end",
  schema: z.strictObject({ kind: z.literal("end"), output: z.json().optional(), ...common }),
  targets: () => [],

  enter(ctx, step) {
    const output = ctx.resolve(step.output as Json | undefined, "output");
    return output === undefined ? { do: "end" } : { do: "end", output };
  },
});
