/**
 * Waits for a signal, whose data is the output. A signal that came earlier was kept, and is taken in the order in which
 * they came. When the timeout is first, it goes on at `onTimeout`, or fails.
 */
import { z } from "zod";
import { common, defineStep, StepFailure, StepId, Text } from "../step";

export const wait = defineStep({
  kind: "wait",
  schema: z.strictObject({
    kind: z.literal("wait"),
    signal: Text(1_000),
    next: StepId,
    onTimeout: StepId.optional(),
    ...common,
  }),
  targets: ({ next, onTimeout }) => [
    { path: "next", to: next },
    ...(onTimeout === undefined ? [] : [{ path: "onTimeout", to: onTimeout }]),
  ],
  warnings: ({ timeout, onTimeout }) =>
    onTimeout !== undefined && timeout === undefined
      ? [{ path: "onTimeout", message: "Without a timeout this is never reached" }]
      : [],

  enter(ctx, step) {
    const timeoutMs = ctx.duration(step.timeout, "timeout");
    const name = ctx.requiredText(step.signal, "signal");
    return timeoutMs === undefined ? { do: "awaitSignal", name } : { do: "awaitSignal", name, timeoutMs };
  },

  onSignal: (_ctx, step, signal) => ({ do: "next", to: step.next, output: signal.data }),

  onTimer(_ctx, step) {
    if (step.onTimeout !== undefined) return { do: "next", to: step.onTimeout };
    throw new StepFailure("wait_timeout", "The signal did not come in time");
  },
});
