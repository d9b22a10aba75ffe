/** Tells people something, in the dashboard and through channels. The output says how many people were told. */
import { z } from "zod";
import { AssignTo } from "@/server/domain/tasks/schema";
import type { Json } from "../json";
import { common, defineStep, Next, StepFailure, Text } from "../step";
import { templated } from "../templated";

const Channels = z
  .array(z.enum(["dashboard", "email", "slack"]))
  .min(1)
  .max(3);
const Recipients = z.union([AssignTo, z.array(AssignTo).min(1).max(20)]);

export const notify = defineStep({
  kind: "notify",
  schema: z.strictObject({
    kind: z.literal("notify"),
    to: templated(Recipients).describe("A team by its slug, a member by id or address, or a list of both."),
    title: Text(1_000),
    body: Text(20_000).optional(),
    channels: Channels.optional().describe(
      "The dashboard, and e-mail and Slack where they are set up, when absent.",
    ),
    next: Next,
    ...common,
  }),
  targets: ({ next }) => [{ path: "next", to: next }],
  editable: true,

  enter(ctx, step) {
    const { data: to, error } = Recipients.safeParse(ctx.resolve(step.to as Json, "to"));
    if (error) throw new StepFailure("invalid_recipient", "It says neither a team nor a member to tell");
    return {
      do: "execute",
      where: "here",
      request: {
        to: Array.isArray(to) ? to : [to],
        title: ctx.requiredText(step.title, "title"),
        body: ctx.text(step.body, "body") ?? "",
        ...(step.channels === undefined ? {} : { channels: step.channels }),
      },
    };
  },

  onSucceeded: (_ctx, step, output) => ({ do: "next", to: step.next, output }),
});
