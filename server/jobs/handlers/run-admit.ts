import { withTenant } from "@/db/tenancy";
import { admitNext } from "@/server/engine/shell/admission";
import type { Handler } from "../handler";
import { send } from "../send";

/** Runs that one job lets begin; more are the next job's. */
const BATCH = 50;

/** Lets runs begin that nothing keeps any more, each in a transaction of its own. */
export const runAdmit: Handler<"run.admit"> = async ({ tenantId }) => {
  const begun: string[] = [];
  while (begun.length < BATCH) {
    const runId = await withTenant(tenantId, (tx, now) => admitNext({ tx, now, tenantId }));
    if (runId === undefined) return;
    begun.push(runId);
  }
  await withTenant(tenantId, async (tx) => send(tx, "run.admit", { tenantId }));
};
