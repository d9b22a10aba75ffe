/** Waits for a length of time (`for`) or until a moment (`until`: ISO 8601, or epoch milliseconds). */
import { z } from "zod";
import type { StepContext } from "../context";
import { common, DurationText, defineStep, Next, StepFailure, Text } from "../step";
import { millisFromIso } from "../time";

/** The furthest moment that ISO 8601 writes with four digits of year. */
const LAST = 253_402_300_799_999;

/** A moment: ISO 8601, epoch milliseconds, or a template for either. */
export const Moment = z
  .union([Text(1_000), z.int().min(0).max(LAST)])
  .refine(
    (until) => typeof until === "number" || until.includes("${") || millisFromIso(until) !== undefined,
    "Write a moment as 2026-01-31T09:00:00Z, with its zone",
  );

export const delay = defineStep({
  kind: "delay",
  schema: z
    .strictObject({
      kind: z.literal("delay"),
      for: DurationText.optional(),
      until: Moment.optional(),
      next: Next,
      ...common,
    })
    .refine((step) => (step.for === undefined) !== (step.until === undefined), {
      error: "A delay has either for or until",
      path: ["for"],
    }),
  targets: ({ next }) => [{ path: "next", to: next }],

  enter(ctx, step) {
    const length = ctx.duration(step.for, "for");
    if (length !== undefined) return { do: "awaitTime", dueAt: ctx.at + length };
    const dueAt = moment(ctx, step.until, "until");
    return dueAt <= ctx.at ? { do: "next", to: step.next } : { do: "awaitTime", dueAt };
  },

  onTimer: (_ctx, step) => ({ do: "next", to: step.next }),
});

/** The moment that a field means, in epoch milliseconds. @throws StepFailure when it is none */
export function moment(ctx: StepContext, until: string | number | undefined, field: string): number {
  const value = ctx.resolve(until, field);
  const millis = typeof value === "string" ? millisFromIso(value) : value;
  if (typeof millis === "number" && millis >= 0 && millis <= LAST) return Math.floor(millis);
  throw new StepFailure(
    "invalid_value",
    "There is no moment: write it as 2026-01-31T09:00:00Z, with its zone",
  );
}
