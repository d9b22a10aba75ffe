import type { TriggerDeliveryRow, TriggerRow } from "./queries";
import type { DeliveryView, EventConfig, ScheduleConfig, TriggerView, WebhookConfig } from "./schema";

/** A trigger as doors show it: nothing secret. */
export function triggerView(row: TriggerRow, lastStartedAt: Date | null): TriggerView {
  return {
    id: row.id,
    workflow: row.workflowName,
    name: row.name,
    kind: row.kind,
    enabled: row.enabled,
    webhook: row.kind === "webhook" ? (row.config as WebhookConfig) : null,
    schedule: row.kind === "schedule" ? (row.config as ScheduleConfig) : null,
    event: row.kind === "event" ? (row.config as EventConfig) : null,
    input: row.input as TriggerView["input"],
    tags: row.tags,
    hasSecret: row.secret !== null,
    nextDueAt: row.nextDueAt?.toISOString() ?? null,
    lastStartedAt: lastStartedAt?.toISOString() ?? null,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function deliveryView(row: TriggerDeliveryRow): DeliveryView {
  const { id, triggerId, status, dedupeKey: key, code, reason, runIds, at } = row;
  return { id, triggerId, status, key, code, reason, runIds, at: at.toISOString() };
}
