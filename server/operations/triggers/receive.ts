import { z } from "zod";
import { shared, type Tx } from "@/db/tenancy";
import { Id, JsonObject } from "@/server/domain/schema";
import { findTrigger, type TriggerRow } from "@/server/domain/triggers/queries";
import { DeliveryStatus, type WebhookConfig } from "@/server/domain/triggers/schema";
import { signatureFault } from "@/server/domain/triggers/verify";
import { fireTrigger, lockNewArrivals, recordDelivery } from "@/server/engine/shell/fire-trigger";
import { sha256 } from "@/server/platform/canonical";
import { notFound } from "@/server/platform/errors";
import { gatheredOperation } from "../operation";

const MAX_KEY = 500;

const Received = z.strictObject({
  triggerId: Id,
  tokenHash: z.string(),
  /** The bytes as they came, in base64. */
  raw: z.string(),
  /** What they were read as, or why they could not be. */
  read: z.union([z.strictObject({ body: z.json() }), z.strictObject({ fault: z.string() })]),
  headers: z.record(z.string(), z.string()),
  query: JsonObject,
});

/**
 * Performed for each webhook that comes to a trigger's address. What is refused is written down like what is done, so
 * the outcome is an answer and no exception: that would undo the writing.
 */
export const receiveWebhook = gatheredOperation({
  name: "trigger.receive",
  summary: "Start what a webhook is to start",
  kind: "write",
  permission: "runs:write",
  internal: true,
  input: Received,
  output: z.object({
    id: z.string(),
    status: DeliveryStatus,
    code: z.string().nullable(),
    reason: z.string().nullable(),
    runIds: z.array(z.string()),
  }),
  async ahead({ tx }, calls) {
    const named = calls.map(async ({ input }) => {
      const trigger = await triggerOf(tx, input.triggerId);
      return { triggerId: trigger.id, key: keyOf(trigger, input) };
    });
    return lockNewArrivals(tx, await Promise.all(named));
  },
  async run({ actor, tx, now }, received, fresh) {
    const trigger = await triggerOf(tx, received.triggerId);
    // The door remembers whose token it is for a while; a trigger knows its token of this moment.
    if (trigger.tokenHash !== received.tokenHash) throw notFound("trigger", trigger.id);
    const delivery = { tx, now, tenantId: actor.tenantId };
    const refused = refusalOf(trigger, received);
    const key = refused?.code === "invalid_signature" ? null : keyOf(trigger, received);
    if (refused) return recordDelivery(delivery, trigger, { status: "rejected", key, ...refused });
    const body = "body" in received.read ? received.read.body : null;
    const { headers, query } = received;
    const isNew = key !== null && fresh?.has(key, trigger.id) === true;
    return fireTrigger(delivery, trigger, { key, isNew, given: { body, headers, query } as Given });
  },
  show: async (_circumstances, done) => done.map(({ result }) => result),
});

const triggerOf = (tx: Tx, triggerId: string) =>
  shared(tx, `trigger ${triggerId}`, () => findTrigger(tx, triggerId));

type Given = Parameters<typeof fireTrigger>[2]["given"];

function refusalOf(
  trigger: TriggerRow,
  { raw, read, headers }: z.infer<typeof Received>,
): { code: string; reason: string } | undefined {
  const { verify } = trigger.config as WebhookConfig;
  const fault = signatureFault(verify, { body: Buffer.from(raw, "base64"), headers, secret: trigger.secret });
  if (fault !== undefined) return { code: "invalid_signature", reason: fault };
  if (!trigger.enabled) return { code: "trigger_disabled", reason: "The trigger is switched off" };
  return "fault" in read ? { code: "malformed_body", reason: read.fault } : undefined;
}

function keyOf({ config }: TriggerRow, { raw, headers }: z.infer<typeof Received>): string | null {
  const { dedupe } = config as WebhookConfig;
  if (dedupe.by === "none") return null;
  if (dedupe.by === "body") return `body ${sha256(raw)}`;
  return headers[dedupe.header]?.slice(0, MAX_KEY) || null;
}
