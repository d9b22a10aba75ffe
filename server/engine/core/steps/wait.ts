/**
 * Waits for a signal, whose data is the output; or, as `any`, for the first of several things: a signal, a person's
 * answer to a task, an event of the workspace, a time. The others are cleared when one has won, and the output is
 * `{ winner, data }`. A signal that came earlier was kept, and is taken in the order in which they came. With
 * `correlate`, only signals of that correlation are taken. When the timeout is first, it goes on at `onTimeout`.
 */
import { z } from "zod";
import type { StepContext } from "../context";
import type { Json } from "../json";
import { type Awaited, common, DurationText, defineStep, Next, StepFailure, Text } from "../step";
import { taskFields, taskSpec } from "../task-spec";
import { Moment, moment } from "./delay";

const won = {
  as: Text(100).optional().describe("What the output calls it when it wins."),
  next: Next.optional().describe("Where to go on when it wins; by default the step's own next."),
};

const SignalAlternative = z.strictObject({ signal: Text(1_000), correlate: Text(1_000).optional(), ...won });
const TaskAlternative = z.strictObject({ task: z.strictObject(taskFields), ...won });
const EventAlternative = z.strictObject({
  event: Text(200),
  correlate: Text(1_000).optional(),
  when: Text(5_000)
    .optional()
    .describe("CEL; `event` is `{ id, name, data }`. Only an event for which it holds wins."),
  lookback: DurationText.optional().describe("Events from so long ago count, too."),
  ...won,
});
const TimeAlternative = z
  .strictObject({ after: DurationText.optional(), until: Moment.optional(), ...won })
  .refine(
    ({ after, until }) => (after === undefined) !== (until === undefined),
    "A time has either after or until",
  );

const Alternative = z.union([SignalAlternative, TaskAlternative, EventAlternative, TimeAlternative]);
type Alternative = z.infer<typeof Alternative>;

const schema = z.strictObject({
  kind: z.literal("wait"),
  signal: Text(1_000).optional(),
  correlate: Text(1_000).optional(),
  any: z.array(Alternative).min(1).max(20).optional(),
  next: Next.optional(),
  onTimeout: Next.optional(),
  ...common,
});
type WaitStep = z.infer<typeof schema>;

export const wait = defineStep({
  kind: "wait",
  schema,
  targets: ({ next, onTimeout, any = [] }) => [
    ...(next === undefined ? [] : [{ path: "next", to: next }]),
    ...(onTimeout === undefined ? [] : [{ path: "onTimeout", to: onTimeout }]),
    ...any.flatMap((one, index) =>
      one.next === undefined ? [] : [{ path: `any.${index}.next`, to: one.next }],
    ),
  ],
  conditions: ({ any = [] }) =>
    any.flatMap((one, index) =>
      "event" in one && one.when !== undefined ? [{ path: `any.${index}.when`, text: one.when }] : [],
    ),
  warnings: ({ timeout, onTimeout }) =>
    onTimeout !== undefined && timeout === undefined
      ? [{ path: "onTimeout", message: "Without a timeout this is never reached" }]
      : [],
  problems: ({ signal, any, next, correlate, timeout, onTimeout }) => {
    if ((signal === undefined) === (any === undefined))
      return [{ path: "signal", message: "A wait has either signal or any" }];
    if (any === undefined)
      return next === undefined ? [{ path: "next", message: "A wait for a signal needs a next" }] : [];
    const simple = { correlate, timeout, onTimeout };
    return [
      ...Object.entries(simple).flatMap(([path, value]) =>
        value === undefined ? [] : [{ path, message: "Of several alternatives each says this itself" }],
      ),
      ...any.flatMap((one, index) =>
        (one.next ?? next) === undefined
          ? [{ path: `any.${index}.next`, message: "There is no way on" }]
          : [],
      ),
    ];
  },

  enter(ctx, step) {
    if (step.any) return { do: "awaitFirst", of: step.any.map((one, index) => awaited(ctx, one, index)) };
    const timeoutMs = ctx.duration(step.timeout, "timeout");
    return {
      do: "awaitSignal",
      name: ctx.requiredText(step.signal ?? "", "signal"),
      ...correlated(ctx, step.correlate, "correlate"),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    };
  },

  onSignal: (_ctx, step, signal, alternative) =>
    alternative === undefined
      ? { do: "next", to: step.next ?? "", output: signal.data }
      : wins(step, alternative, signal.name, signal.data),

  onTask(ctx, step, event, alternative = 0) {
    if (event.type === "task.completed") return wins(step, alternative, "task", event.output);
    const { awaits } = ctx.activation;
    const left = awaits?.for === "first" && awaits.of.some((one) => one.for !== "task" || !one.over);
    if (left) return { do: "wait" };
    throw new StepFailure("task_expired", "Nobody answered, and there is nothing else to wait for");
  },

  accepts(ctx, step, alternative) {
    const one = step.any?.[alternative];
    if (!one || !("event" in one)) return false;
    return one.when === undefined || ctx.holds(one.when, `any.${alternative}.when`);
  },

  onEvent: (_ctx, step, event, alternative) => wins(step, alternative, event.name, event.data),

  onTimer(_ctx, step, event) {
    const alternative = /^first\.(\d+)$/.exec(event.timer)?.[1];
    if (alternative !== undefined) return wins(step, Number(alternative), "time", null);
    if (step.onTimeout !== undefined) return { do: "next", to: step.onTimeout, undone: true };
    throw new StepFailure("wait_timeout", "The signal did not come in time");
  },
});

function wins(step: WaitStep, alternative: number, name: string, data: Json) {
  const one = step.any?.[alternative];
  return {
    do: "next" as const,
    to: one?.next ?? step.next ?? "",
    output: { winner: one?.as ?? name, data },
  };
}

function awaited(ctx: StepContext, one: Alternative, index: number): Awaited {
  const at = `any.${index}`;
  if ("task" in one) return { for: "task", spec: taskSpec(ctx, one.task, `${at}.task.`) };
  if ("signal" in one) {
    const name = ctx.requiredText(one.signal, `${at}.signal`);
    return { for: "signal", name, ...correlated(ctx, one.correlate, `${at}.correlate`) };
  }
  if ("event" in one) {
    const since = ctx.at - (ctx.duration(one.lookback, `${at}.lookback`) ?? 0);
    const name = ctx.requiredText(one.event, `${at}.event`);
    return { for: "event", name, since, ...correlated(ctx, one.correlate, `${at}.correlate`) };
  }
  const length = ctx.duration(one.after, `${at}.after`);
  return {
    for: "time",
    dueAt: length === undefined ? moment(ctx, one.until, `${at}.until`) : ctx.at + length,
  };
}

function correlated(ctx: StepContext, correlate: string | undefined, field: string) {
  return correlate === undefined ? {} : { correlation: ctx.requiredText(correlate, field) };
}
