import { and, eq, sql } from "drizzle-orm";
import { idempotencyKeys } from "@/db/schema/platform";
import { append, type Tx } from "@/db/tenancy";
import { hashJson } from "@/server/platform/canonical";
import { AppError, conflict, invalid } from "@/server/platform/errors";

interface Once {
  tx: Tx;
  tenantId: string;
  key: string;
  operation: string;
  input: unknown;
}

/**
 * Does `work` at most once for a tenant's key, in the transaction of its effect: the key is taken if and only if
 * the work commits. The same key with the same input gives the first answer, as far as it is `remembered`.
 * @throws Conflict while the first request is still under way; Invalid (422) when the input differs.
 */
export async function onceUnderKey<T>(
  once: Once,
  work: () => Promise<T>,
  remembered: (output: T) => T = (output) => output,
): Promise<{ output: T; replayed: boolean }> {
  const { tx, tenantId, key, operation } = once;
  if (key.length < 1 || key.length > 255) {
    throw invalid("An Idempotency-Key has from 1 to 255 characters.", undefined, "idempotency_key_invalid");
  }
  await claimKey(tx, tenantId, key);
  const inputHash = hashJson(once.input);
  const where = and(eq(idempotencyKeys.tenantId, tenantId), eq(idempotencyKeys.key, key));
  const [known] = await tx.select().from(idempotencyKeys).where(where);
  if (known) {
    if (known.operation !== operation || known.inputHash !== inputHash) throw reused(key);
    return { output: known.output as T, replayed: true };
  }
  const output = await work();
  append(tx, idempotencyKeys, { tenantId, key, operation, inputHash, output: remembered(output) });
  return { output, replayed: false };
}

/** Held until the transaction ends; a second request with the key meets it and is told, not kept waiting. */
async function claimKey(tx: Tx, tenantId: string, key: string): Promise<void> {
  const [row] = await tx.execute<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`${tenantId}/${key}`}, 0)) as taken`,
  );
  if (!row?.taken) {
    throw conflict(
      "request_in_flight",
      "A request with this Idempotency-Key is still under way; ask again in a moment.",
    );
  }
}

function reused(key: string): AppError {
  return new AppError({
    kind: "Invalid",
    code: "idempotency_key_reused",
    message: `The Idempotency-Key ${JSON.stringify(key)} was used for another request. Use a new key for each new request.`,
  });
}
