/** The shapes of a trigger that doors and pages share. Zod only: pages import this file. */
import { z } from "zod";
import { EventName } from "@/server/domain/events/schema";
import { RunTag } from "@/server/domain/runs/schema";
import { ActorRefView, JsonObject, Sentence } from "@/server/domain/schema";

export const TRIGGER_KINDS = ["webhook", "schedule", "event"] as const;
export const TriggerKind = z.enum(TRIGGER_KINDS);
export type TriggerKind = z.infer<typeof TriggerKind>;

const HeaderName = z
  .string()
  .regex(/^[A-Za-z0-9!#$%&'*+.^_|~-]{1,100}$/, "must be the name of a header")
  .toLowerCase();

/** How a webhook's sender proves itself, over the bytes of the body. */
export const WebhookVerify = z.discriminatedUnion("scheme", [
  z.strictObject({ scheme: z.literal("none") }).describe("Nothing but the secret address"),
  z
    .strictObject({
      scheme: z.literal("hmac"),
      header: HeaderName.default("x-signature"),
      encoding: z.enum(["hex", "base64"]).default("hex"),
      prefix: z.string().max(50).default("").describe("What stands before the signature, such as `sha256=`"),
    })
    .describe("HMAC-SHA256 of the body in a header"),
  z
    .strictObject({ scheme: z.literal("standard") })
    .describe("Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature`"),
]);
export type WebhookVerify = z.infer<typeof WebhookVerify>;

/** By what a delivery that comes again is recognised. */
const WebhookDedupe = z.discriminatedUnion("by", [
  z
    .strictObject({ by: z.literal("header"), header: HeaderName.default("webhook-id") })
    .describe("The sender's id of the delivery; without the header, nothing is recognised"),
  z
    .strictObject({ by: z.literal("body") })
    .describe("The body itself: the same one again is the same delivery"),
  z.strictObject({ by: z.literal("none") }),
]);

export const WebhookConfig = z.strictObject({
  verify: WebhookVerify.default({ scheme: "none" }),
  dedupe: WebhookDedupe.default({ by: "header", header: "webhook-id" }),
});
export type WebhookConfig = z.infer<typeof WebhookConfig>;

export const ScheduleConfig = z.strictObject({
  cron: z
    .string()
    .max(200)
    .optional()
    .describe("Five fields: minute, hour, day of month, month, day of week"),
  rrule: z.string().max(1_000).optional().describe("A recurrence rule of RFC 5545: `FREQ=WEEKLY;BYDAY=MO`"),
  startsAt: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/, "must be a local time such as 2026-03-01T09:00")
    .optional()
    .describe("The rule's DTSTART, in the time zone; the minute it was made when not given"),
  timeZone: z.string().max(100).default("UTC"),
  missed: z
    .enum(["skip", "once", "all"])
    .default("once")
    .describe(
      "What is done about times that passed while nothing ran: nothing, one run, or one for each up to ten",
    ),
});
export type ScheduleConfig = z.infer<typeof ScheduleConfig>;

export const EventConfig = z.strictObject({
  name: EventName,
  condition: z
    .string()
    .min(1)
    .max(5_000)
    .optional()
    .describe("CEL that must hold, such as `event.data.status == 'x'`"),
});
export type EventConfig = z.infer<typeof EventConfig>;

export type TriggerConfig = WebhookConfig | ScheduleConfig | EventConfig;

export const TriggerName = z.string().trim().min(1).max(200);

/** What the sender signs with: at least 16 characters, or `whsec_` and base64. */
export const WebhookSecret = z.string().min(16, "must have at least 16 characters").max(500);

/** What may be said of a trigger when it is made, and later. */
export const TriggerSettings = {
  name: TriggerName.optional(),
  enabled: z.boolean().optional(),
  input: JsonObject.nullable()
    .optional()
    .describe(
      "Template of the run's input. A webhook's sees `body`, `headers` and `query`, a schedule's `schedule`, an event's `event`.",
    ),
  tags: z.array(RunTag).max(20).optional().describe("Put on every run that it starts"),
  webhook: WebhookConfig.optional(),
  schedule: ScheduleConfig.optional(),
  event: EventConfig.optional(),
  secret: WebhookSecret.optional().describe(
    "Webhooks that verify: what the sender signs with; made when not given",
  ),
};

export const TriggerView = z.object({
  id: z.string(),
  workflow: z.string(),
  name: z.string(),
  kind: TriggerKind,
  enabled: z.boolean(),
  webhook: WebhookConfig.nullable(),
  schedule: ScheduleConfig.nullable(),
  event: EventConfig.nullable(),
  input: JsonObject.nullable(),
  tags: z.array(z.string()),
  hasSecret: z.boolean(),
  nextDueAt: z.string().nullable(),
  lastStartedAt: z.string().nullable(),
  createdBy: ActorRefView,
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type TriggerView = z.infer<typeof TriggerView>;

/** With what is shown once: the address with its token, and a secret that was made for it. */
export const NewTriggerView = TriggerView.extend({
  url: z.string().nullable().describe("Where a webhook is sent to. Shown once"),
  secret: z.string().nullable().describe("What the sender signs with. Shown once"),
});

export const TriggerDetail = TriggerView.extend({
  nextOccurrences: z.array(z.string()).describe("The next five times of a schedule"),
});

export const DELIVERY_STATUSES = ["started", "duplicate", "rejected", "failed", "skipped"] as const;
export const DeliveryStatus = z.enum(DELIVERY_STATUSES);
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

export const DeliveryView = z.object({
  id: z.string(),
  triggerId: z.string(),
  status: DeliveryStatus,
  key: z.string().nullable().describe("The delivery's id, the time that was due, or the event"),
  code: z.string().nullable(),
  reason: Sentence.nullable(),
  runIds: z.array(z.string()),
  at: z.string(),
});
export type DeliveryView = z.infer<typeof DeliveryView>;
