import { and, eq, sql } from "drizzle-orm";
import { triggerDeliveries } from "@/db/schema/triggers";
import { append, jsonText, type Tx } from "@/db/tenancy";
import type { TriggerDeliveryRow, TriggerRow } from "@/server/domain/triggers/queries";
import type { DeliveryStatus } from "@/server/domain/triggers/schema";
import type { JsonObject } from "@/server/engine/core/json";
import { isAppError } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { Delivery } from "./deliver";
import { startWorkflow } from "./start-workflow";
import { triggerInput } from "./trigger-input";

/** What reached a trigger. */
interface Arrival {
  /** Names it, so that it starts a run once; null for what can't be told from another. */
  key: string | null;
  /** Known not to have come before: see `lockNewArrivals`. */
  isNew?: boolean;
  /** What the input's template sees. */
  given: JsonObject;
  /** How many events led here. */
  depth?: number;
}

/**
 * Starts the run that a trigger is for, once for what reached it, and writes down what came of it. What was wrong with
 * it is written down too, and is nobody's exception.
 */
export async function fireTrigger(
  delivery: Delivery,
  trigger: TriggerRow,
  { key, isNew = false, given, depth = 0 }: Arrival,
): Promise<TriggerDeliveryRow> {
  const known = key === null || isNew ? undefined : await startedBefore(delivery, trigger, key);
  if (known) {
    const reason = "It came before, and started its run then";
    return recordDelivery(delivery, trigger, { status: "duplicate", key, reason, runIds: known.runIds });
  }
  try {
    const { run } = await startWorkflow(delivery, {
      workflow: trigger.workflowName,
      input: triggerInput(trigger.kind, trigger.input as JsonObject | null, given, delivery.now),
      startedBy: { type: "system", id: trigger.id, name: trigger.name },
      tags: trigger.tags,
      depth,
    });
    return recordDelivery(delivery, trigger, { status: "started", key, runIds: [run.id] });
  } catch (error) {
    if (!isAppError(error)) throw error;
    const fields = (error.errors ?? []).map(({ path, message }) => ` ${path} ${message}.`).join("");
    const reason = `${error.message}${fields}`;
    return recordDelivery(delivery, trigger, { status: "failed", key, code: error.code, reason });
  }
}

/** Of two of the same that come at once the second waits for the first. */
async function startedBefore({ tx }: Delivery, trigger: TriggerRow, key: string) {
  await lockKeys(tx, [`${trigger.id}/${key}`]);
  const { triggerId, dedupeKey, status } = triggerDeliveries;
  const [known] = await tx
    .select()
    .from(triggerDeliveries)
    .where(and(eq(triggerId, trigger.id), eq(dedupeKey, key), eq(status, "started")));
  return known;
}

/** In one order, so that two who lock several never wait for each other. */
async function lockKeys(tx: Tx, names: string[]): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(lock) from (
    select distinct hashtextextended(name, 0) as lock
    from json_array_elements_text(${JSON.stringify(names)}::text::json) name order by 1
  ) locks`);
}

/**
 * Asks of many that reach triggers together which of them did not come before. Those that come twice among them are
 * not told of: the second is to see what came of the first.
 */
export async function lockNewArrivals(tx: Tx, arrivals: { triggerId: string; key: string | null }[]) {
  const times = new Map<string, number>();
  const keys = arrivals.flatMap(({ triggerId, key }) => (key === null ? [] : { triggerId, key }));
  if (keys.length === 0) return { has: () => false };
  for (const { triggerId, key } of keys) {
    const name = `${triggerId}/${key}`;
    times.set(name, (times.get(name) ?? 0) + 1);
  }
  await lockKeys(tx, [...times.keys()]);
  const known = await tx.execute<{ name: string }>(sql`
    select d.trigger_id || '/' || d.dedupe_key as name
    from json_to_recordset(${jsonText(keys)}::text::json) as k ("triggerId" uuid, key text)
    cross join lateral (
      select trigger_id, dedupe_key from trigger_deliveries
      where trigger_id = k."triggerId" and dedupe_key = k.key and status = 'started' limit 1
    ) d`);
  const before = new Set(known.map(({ name }) => name));
  return {
    has(key: string, triggerId: string) {
      const name = `${triggerId}/${key}`;
      return times.get(name) === 1 && !before.has(name);
    },
  };
}

interface Outcome {
  status: DeliveryStatus;
  key: string | null;
  code?: string;
  reason?: string;
  runIds?: string[];
}

const MAX_REASON = 2_000;

/** Writes down what came of something that reached a trigger. */
export async function recordDelivery(
  { tx, now, tenantId }: Delivery,
  trigger: Pick<TriggerRow, "id">,
  { status, key, code, reason, runIds = [] }: Outcome,
): Promise<TriggerDeliveryRow> {
  const row: TriggerDeliveryRow = {
    id: newId(),
    tenantId,
    triggerId: trigger.id,
    status,
    dedupeKey: key,
    code: code ?? null,
    reason: reason?.slice(0, MAX_REASON) ?? null,
    runIds,
    at: now,
  };
  append(tx, triggerDeliveries, row);
  return row;
}
