/**
 * What a step kind is. A kind is one file in `steps/`: its schema, where it leads, and what it answers when it is
 * entered and when something happens to it. Kinds only answer outcomes; turning those into state and effects is the
 * machine's part, so that no kind can forget to clear a timer or to keep a promise about attempts.
 */
import { z } from "zod";
import { parseDuration } from "@/server/platform/duration";
import type { StepContext } from "./context";
import type { TaskSpec } from "./effects";
import type {
  ChildFinished,
  EventReceived,
  TaskCancelled,
  TaskCompleted,
  TaskExpired,
  TimerFired,
} from "./events";
import type { Json, JsonObject } from "./json";
import type { KeptSignal } from "./state";

/** The id of a step, as transitions name it. */
export const StepId = z
  .string()
  .max(64)
  .regex(/^[a-zA-Z][a-zA-Z0-9_]*$/, "A step's id starts with a letter and has letters, digits and _ only");

/** What ends a branch, where a transition would name a step. */
export const JOIN = "@join";

/** Where a transition leads. */
export const Next = z
  .union([StepId, z.literal(JOIN)])
  .describe(
    "A step's id. Inside a branch of `parallel` or `each`, and in a compensation, `@join` ends the branch: the run goes on at the fork's own `next` once enough branches have arrived.",
  );

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

export const Retry = z.strictObject({
  /** Attempts in all, the first one counted. */
  attempts: z.int().min(1).max(100),
  backoff: z.enum(["fixed", "exponential"]).optional(),
  delay: DurationText.optional(),
  maxDelay: DurationText.optional(),
  /** Spreads attempts over the second half of their delay, so that many runs don't retry in step. */
  jitter: z.boolean().optional(),
  /** The codes of failures that another attempt may help; all of them when absent. */
  on: z.array(z.string().min(1).max(100)).min(1).max(50).optional(),
});

/** What every step may carry. */
export const common = {
  retry: Retry.optional(),
  /** For how long one attempt may execute. Waiting for people never counts. */
  timeout: DurationText.optional(),
  /** Where to go on when the step fails for good; `error` is in scope from there on. */
  onError: Next.optional(),
  /** A failure for good is noted, the output is null, and the run goes on at `next`. */
  continueOnError: z.boolean().optional(),
  /** Where a branch starts, ended by `@join`, that undoes this step when the run fails or is cancelled later. */
  compensate: StepId.optional(),
  maxVisits: z.int().min(1).max(100_000).optional(),
};

/** A step as far as every kind has it. */
export interface CommonStep {
  kind: string;
  retry?: z.infer<typeof Retry>;
  timeout?: string;
  onError?: string;
  continueOnError?: boolean;
  compensate?: string;
  maxVisits?: number;
  next?: string;
}

/** A transition: the key it is written at, and the step it leads to. */
export interface Target {
  path: string;
  to: string;
}

/** A branch of a fork as it starts. */
export interface Branch {
  name: string;
  start: string;
  /** Of an `each`. */
  item?: { value: Json; index: number; as?: string };
}

/** One of several things to wait for, resolved. */
export type Awaited =
  | { for: "signal"; name: string; correlation?: string }
  | { for: "event"; name: string; correlation?: string; since: number }
  | { for: "task"; spec: TaskSpec }
  | { for: "time"; dueAt: number };

/** What a step answers. */
export type Outcome =
  /** It is over: keep its output and variables, and go on. `undone`: what it was to do was not done. */
  | { do: "next"; to: string; output?: Json; vars?: JsonObject; undone?: true }
  /** It needs something done, and waits for `step.succeeded` or `step.failed`. */
  | { do: "execute"; where: "job" | "here"; request: JsonObject; timeoutMs?: number }
  | { do: "openTask"; spec: TaskSpec }
  | { do: "awaitSignal"; name: string; correlation?: string; timeoutMs?: number }
  | { do: "awaitTime"; dueAt: number }
  /** The first of them wins. */
  | { do: "awaitFirst"; of: Awaited[] }
  | { do: "startChild"; workflow: string; version?: number; input: JsonObject; timeoutMs?: number }
  /** Branches start until `atOnce` are under way, and the step is over when `needed` have arrived. */
  | { do: "fork"; total: number; needed: number; atOnce: number; items?: readonly Json[] }
  /** Nothing comes of this event: the step waits on. */
  | { do: "wait" }
  /** The run is over, whatever else is still going on in it. */
  | { do: "end"; output?: Json }
  | { do: "fail"; message: string; code: string };

/** A failure of a step, which as a rule no other attempt can help: a wrong value, a task that nobody answered. */
export class StepFailure extends Error {
  override readonly name = "StepFailure";
  constructor(
    readonly code: string,
    message: string,
    readonly retryable = false,
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
  /** A person may edit what a stuck step asks with. */
  readonly editable?: true;
  /** Where each branch of a fork starts. */
  branches?(step: S): Target[];
  /** What can't be said by the schema. */
  problems?(step: S): { path: string; message: string }[];
  /** Called at each attempt. */
  enter(ctx: StepContext, step: S): Outcome;
  onSucceeded?(ctx: StepContext, step: S, output: Json): Outcome;
  /** `alternative`: which of several that it waits for, for those that wait for the first. */
  onTask?(
    ctx: StepContext,
    step: S,
    event: TaskCompleted | TaskExpired | TaskCancelled,
    alternative?: number,
  ): Outcome;
  onSignal?(ctx: StepContext, step: S, signal: KeptSignal, alternative?: number): Outcome;
  onTimer?(ctx: StepContext, step: S, event: TimerFired): Outcome;
  /** Whether an event is one that the step waits for; `event` is in the scope of its expressions. */
  accepts?(ctx: StepContext, step: S, alternative: number): boolean;
  onEvent?(ctx: StepContext, step: S, event: EventReceived, alternative: number): Outcome;
  onChild?(ctx: StepContext, step: S, event: ChildFinished): Outcome;
  /** The branch of a fork at a place. */
  branch?(step: S, place: number, items: readonly Json[] | undefined): Branch;
  /** What a branch gives to the join; by default the output of its last step. */
  branchOutput?(ctx: StepContext, step: S): Json | undefined;
  /** What a fork gives once its join has fired: `results` are by branch. */
  joined?(step: S, results: JsonObject, total: number): Json;
}

/** Declares a step kind; the type of its steps follows from the schema. */
export function defineStep<T extends z.ZodObject>(
  kind: { schema: T } & StepKind<z.infer<T> & CommonStep>,
): { schema: T } & StepKind<z.infer<T> & CommonStep> {
  return kind;
}
