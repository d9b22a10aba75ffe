/**
 * Appends a message to a conversation: the one that is named, or else the one the run was started about
 * (`input.conversationId`). A run that has none goes on, and the output says that nothing was sent.
 */
import { z } from "zod";
import type { Json } from "../json";
import { common, defineStep, Next, StepFailure, Text } from "../step";

const ROLES = ["user", "assistant", "system", "human"] as const;

export const message = defineStep({
  kind: "message",
  schema: z.strictObject({
    kind: z.literal("message"),
    conversationId: Text(1_000).optional(),
    role: z.enum(ROLES),
    content: Text(50_000),
    metadata: z.record(z.string(), z.json()).optional(),
    next: Next,
    ...common,
  }),
  targets: ({ next }) => [{ path: "next", to: next }],
  editable: true,

  enter(ctx, step) {
    const conversationId = ctx.text(step.conversationId ?? "${input.?conversationId}", "conversationId");
    if (conversationId === undefined || conversationId === "") {
      const output = { sent: false, reason: "The run has no conversation" };
      return { do: "next", to: step.next, output, undone: true };
    }
    const content = ctx.text(step.content, "content") ?? "";
    if (content.trim() === "") throw new StepFailure("invalid_message", "The message has no content");
    const metadata = ctx.object(step.metadata as Json | undefined, "metadata");
    return { do: "execute", where: "here", request: { conversationId, role: step.role, content, metadata } };
  },

  onSucceeded: (_ctx, step, output) => ({ do: "next", to: step.next, output }),
});
