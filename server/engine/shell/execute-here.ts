import { z } from "zod";
import { appendMessage } from "@/server/domain/conversations/append";
import { MessageMetadata, MessageRole } from "@/server/domain/conversations/schema";
import { messageView } from "@/server/domain/conversations/view";
import { Id } from "@/server/domain/schema";
import type { ExecuteStep } from "@/server/engine/core/effects";
import type { RunEvent } from "@/server/engine/core/events";
import type { Json } from "@/server/engine/core/json";
import { workflowActor } from "@/server/platform/actor";
import { invalid, isAppError } from "@/server/platform/errors";
import { fieldErrors } from "@/server/platform/field-errors";
import type { Delivery, RunRow } from "./deliver";

type ExecuteHere = (delivery: Delivery, run: RunRow, effect: ExecuteStep) => Promise<Json>;

/** Steps that are rows of our own database: done in the transaction of the event that reached them. */
const EXECUTE_HERE: Record<string, ExecuteHere> = { message };

/** Does the step and answers with its outcome; what it was given wrongly fails the step and nothing else. */
export async function executeHere(delivery: Delivery, run: RunRow, effect: ExecuteStep): Promise<RunEvent> {
  const execute = EXECUTE_HERE[effect.kind];
  if (!execute) throw new Error(`no step kind ${effect.kind} is done on the spot`);
  const outcome = { at: delivery.now.getTime(), key: effect.key, attempt: effect.attempt };
  try {
    return { type: "step.succeeded", ...outcome, output: await execute(delivery, run, effect) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const failure = { message: error.message, code: error.code, retryable: false };
    return { type: "step.failed", ...outcome, error: failure };
  }
}

const MessageRequest = z.object({
  conversationId: Id,
  role: MessageRole,
  content: z.string().min(1).max(50_000),
  metadata: MessageMetadata.default({}),
});

async function message({ tx, now, tenantId }: Delivery, run: RunRow, effect: ExecuteStep): Promise<Json> {
  const parsed = MessageRequest.safeParse(effect.request);
  if (!parsed.success) throw invalid("The message can't be sent as it is.", fieldErrors(parsed.error));
  const { conversationId, ...rest } = parsed.data;
  const actor = workflowActor(tenantId, run.id, run.workflowName);
  const row = await appendMessage({ tx, now, actor }, conversationId, rest);
  return messageView(row) as unknown as Json;
}
