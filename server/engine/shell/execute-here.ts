import { z } from "zod";
import { appendMessage } from "@/server/domain/conversations/append";
import { MessageMetadata, MessageRole } from "@/server/domain/conversations/schema";
import { NOTICE_CHANNELS, tell } from "@/server/domain/notifications/tell";
import { Id } from "@/server/domain/schema";
import { peopleOf } from "@/server/domain/tasks/notify";
import { AssignTo } from "@/server/domain/tasks/schema";
import type { ExecuteStep } from "@/server/engine/core/effects";
import type { RunEvent } from "@/server/engine/core/events";
import type { Json } from "@/server/engine/core/json";
import { workflowActor } from "@/server/platform/actor";
import { invalid, isAppError } from "@/server/platform/errors";
import { fieldErrors } from "@/server/platform/field-errors";
import type { Delivery, RunRow } from "./deliver";
import { calculator } from "./tools/calculator";
import { memoryQuery } from "./tools/memory-query";
import type { HereTool } from "./tools/tool";

type ExecuteHere = (delivery: Delivery, run: RunRow, effect: ExecuteStep) => Promise<Json>;

/** Steps that are rows of our own database: done in the transaction of the event that reached them. */
const EXECUTE_HERE: Record<string, ExecuteHere> = { message, notify, tool };

/** Built-in tools that need nothing from outside. */
const HERE_TOOLS: Record<string, HereTool> = { calculator, memory_query: memoryQuery };

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
  return (await appendMessage({ tx, now, actor }, conversationId, rest)) as unknown as Json;
}

const NotifyRequest = z.object({
  to: z.array(AssignTo),
  title: z.string().min(1).max(1_000),
  body: z.string().max(20_000),
  channels: z.array(z.enum(NOTICE_CHANNELS)).optional(),
});

async function notify({ tx, tenantId }: Delivery, run: RunRow, effect: ExecuteStep): Promise<Json> {
  const parsed = NotifyRequest.safeParse(effect.request);
  if (!parsed.success) throw invalid("The notification can't be sent as it is.", fieldErrors(parsed.error));
  const { to, title, body, channels } = parsed.data;
  const userIds = new Set<string>();
  for (const one of to) for (const id of await peopleOf(tx, one)) userIds.add(id);
  const notice = { kind: "run.notice" as const, title, body, path: `/runs/${run.id}` };
  const told = await tell(tx, tenantId, [...userIds], notice, channels);
  return { told };
}

const ToolRequest = z.object({ tool: z.string(), input: z.record(z.string(), z.json()) });

async function tool({ tx }: Delivery, _run: RunRow, effect: ExecuteStep): Promise<Json> {
  const { tool: name, input } = ToolRequest.parse(effect.request);
  const called = HERE_TOOLS[name];
  if (!called) throw new Error(`the tool ${name} is not done on the spot`);
  const parsed = called.input.safeParse(input);
  if (!parsed.success) {
    throw invalid(
      `The tool ${name} can't be called as it is.`,
      fieldErrors(parsed.error),
      "invalid_tool_input",
    );
  }
  return called.call(tx, input);
}
