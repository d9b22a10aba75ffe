/**
 * What a step kind is. A kind is one file in `steps/`: its schema, where it leads, and what it answers when it is
 * entered and when something happens to it. Kinds only answer outcomes; turning those into state and effects is the
 * machine's part, so that no kind can forget to clear a timer or to keep a promise about attempts.
 */
import { z } from "zod";
import { parseDuration } from "@/server/platform/duration";
import type { StepContext } from "./context";
import type { TaskSpec } from "./effects";
import type { TaskCancelled, TaskCompleted, TaskExpired, TimerFired } from "./events";
import type { Json, JsonObject } from "./json";
import type { KeptSignal } from "./state";

/** The id of a step, as transitions name it. */
export const StepId = z
  .string()
  .max(64)
  .regex(/^[a-zA-Z][a-zA-Z0-9_]*$/, "A step's id starts with a letter and has letters, digits and _ only");

/** A duration such as `10m`, or a template that gives one. */
export const DurationText = z
  .string()
  .max(1_000)
  .superRefine((text, context) => {
    if (text.includes("${")) return;
    try {
      parseDuration(text);
    } catch (error) {
      context.addIssue({ code: "custom", message: error instanceof Error ? error.message : `${error}` });
    }
  });

/** A template that has to give text. */
export const Text = (longest: number) => z.string().min(1).max(longest);

const Retry = z.strictObject({
  /** Attempts in all, the first one counted. */
  attempts: z.int().min(1).max(100),
  backoff: z.enum(["fixed", "exponential"]).optional(),
  delay: DurationText.optional(),
  maxDelay: DurationText.optional(),
  /** Spreads attempts over the second half of their delay, so that many runs don't retry in step. */
  jitter: z.boolean().optional(),
});

/** What every step may carry. */
export const common = {
  retry: Retry.optional(),
  /** For how long one attempt may execute. Waiting for people never counts. */
  timeout: DurationText.optional(),
  /** Where to go on when the step fails for good; `error` is in scope from there on. */
  onError: StepId.optional(),
  maxVisits: z.int().min(1).max(100_000).optional(),
};

/** A step as far as every kind has it. */
export interface CommonStep {
  kind: string;
  retry?: z.infer<typeof Retry>;
  timeout?: string;
  onError?: string;
  maxVisits?: number;
}

/** A transition: the key it is written at, and the step it leads to. */
export interface Target {
  path: string;
  to: string;
}

/** What a step answers. */
export type Outcome =
  /** It is over: keep its output and variables, and go on. */
  | { do: "next"; to: string; output?: Json; vars?: JsonObject }
  /** It needs something done, and waits for `step.succeeded` or `step.failed`. */
  | { do: "execute"; where: "job" | "here"; request: JsonObject; timeoutMs?: number }
  | { do: "openTask"; spec: TaskSpec }
  | { do: "awaitSignal"; name: string; timeoutMs?: number }
  | { do: "awaitTime"; dueAt: number }
  /** The run is over, whatever else is still going on in it. */
  | { do: "end"; output?: Json }
  | { do: "fail"; message: string; code: string };

/** A failure of a step that no other attempt can help: a wrong value, a task that nobody answered. */
export class StepFailure extends Error {
  override readonly name = "StepFailure";
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Methods may throw StepFailure or EvaluationError: the step then fails without another attempt. Handlers that a kind
 * does not have mean that it does not expect the event, which is then recognised as stray.
 */
export interface StepKind<S extends CommonStep = CommonStep> {
  readonly kind: string;
  readonly schema: z.ZodObject;
  /** Transitions other than `onError`. */
  targets(step: S): Target[];
  /** Conditions: CEL that is written without `${…}`. */
  conditions?(step: S): { path: string; text: string }[];
  /** Oddities that are no errors. */
  warnings?(step: S): { path: string; message: string }[];
  /** Called at each attempt. */
  enter(ctx: StepContext, step: S): Outcome;
  onSucceeded?(ctx: StepContext, step: S, output: Json): Outcome;
  onTask?(ctx: StepContext, step: S, event: TaskCompleted | TaskExpired | TaskCancelled): Outcome;
  onSignal?(ctx: StepContext, step: S, signal: KeptSignal): Outcome;
  onTimer?(ctx: StepContext, step: S, event: TimerFired): Outcome;
}

/** Declares a step kind; the type of its steps follows from the schema. */
export function defineStep<T extends z.ZodObject>(
  kind: { schema: T } & StepKind<z.infer<T> & CommonStep>,
): { schema: T } & StepKind<z.infer<T> & CommonStep> {
  return kind;
}
