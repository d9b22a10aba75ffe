/**
 * Runs another workflow of the workspace and takes its output. When that run fails or is cancelled, so does the step;
 * when the step's own run ends before, or the step's time is up, the other run is cancelled.
 */
import { z } from "zod";
import type { Json } from "../json";
import { TOO_DEEP } from "../limits";
import { common, defineStep, Next, StepFailure, Text } from "../step";

const NAME = /^[a-z0-9][a-z0-9-]{0,99}$/;

export const workflow = defineStep({
  kind: "workflow",
  schema: z.strictObject({
    kind: z.literal("workflow"),
    workflow: Text(1_000).refine(
      (name) => name.includes("${") || NAME.test(name),
      "A workflow's name is lower case, such as support-escalation",
    ),
    version: z.int().min(1).optional().describe("A version to stay on; the latest when absent."),
    input: z.union([z.record(z.string(), z.json()), Text(5_000)]).optional(),
    next: Next,
    ...common,
  }),
  targets: ({ next }) => [{ path: "next", to: next }],
  editable: true,

  enter(ctx, step) {
    const name = ctx.requiredText(step.workflow, "workflow");
    const timeoutMs = ctx.timeout(step);
    return {
      do: "startChild",
      workflow: name,
      ...(step.version === undefined ? {} : { version: step.version }),
      input: ctx.object(step.input as Json | undefined, "input"),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    };
  },

  onChild(_ctx, step, { status, output, error }) {
    if (status === "completed") return { do: "next", to: step.next, output };
    if (status === "cancelled") throw new StepFailure("child_cancelled", "The run it started was cancelled");
    if (error?.code === TOO_DEEP) throw new StepFailure(TOO_DEEP, error.message);
    throw new StepFailure(
      "child_failed",
      `The run it started failed: ${error?.message ?? "no reason given"}`,
      true,
    );
  },

  onTimer() {
    throw new StepFailure("timeout", "The run it started did not end in time", true);
  },
});
