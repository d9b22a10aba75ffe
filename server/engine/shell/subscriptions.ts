import { and, eq } from "drizzle-orm";
import { runSubscriptions } from "@/db/schema/runs";
import type { Subscribe, Unsubscribe } from "@/server/engine/core/effects";
import { send } from "@/server/jobs/send";
import type { Delivery, RunRow } from "./deliver";

/** Longer than any transaction of ours takes. */
const LOOK_AGAIN_SECONDS = 5;

/** Notes that a run waits for an event: whoever has such an event delivers it to the run. */
export async function subscribe(
  { tx, tenantId }: Delivery,
  run: RunRow,
  { key, event, correlation, since }: Subscribe,
): Promise<undefined> {
  await tx.insert(runSubscriptions).values({
    tenantId,
    runId: run.id,
    stepKey: key,
    event,
    correlation: correlation ?? null,
    since: new Date(since),
  });
  const wait = { tenantId, runId: run.id, key };
  send(tx, "run.hear", wait);
  // An event that commits in this very moment neither sees the subscription nor is seen by the first look back.
  send(tx, "run.hear", wait, { afterSeconds: LOOK_AGAIN_SECONDS });
}

export async function unsubscribe({ tx }: Delivery, run: RunRow, { key }: Unsubscribe): Promise<undefined> {
  await tx
    .delete(runSubscriptions)
    .where(and(eq(runSubscriptions.runId, run.id), eq(runSubscriptions.stepKey, key)));
}
