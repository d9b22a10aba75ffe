import { and, asc, eq, gt, lte, ne, or, sql } from "drizzle-orm";
import { circuitBreakers } from "@/db/schema/breakers";
import { type Tx, withSystem, withTenant } from "@/db/tenancy";
import { addCalls, FAILURES_IN_A_ROW, openSeconds, tooManyFailed } from "./policy";
import type { BreakerState, BreakerView, CallSlot } from "./schema";

type BreakerRow = typeof circuitBreakers.$inferSelect;

interface Place {
  tenantId: string;
  target: string;
}

export interface Stored extends Place {
  state: BreakerState;
  failures: number;
  /** From now on the database's clock: those of processes differ. */
  probeInMs: number;
}

const stored = {
  tenantId: circuitBreakers.tenantId,
  target: circuitBreakers.target,
  state: circuitBreakers.state,
  failures: circuitBreakers.failures,
  probeInMs: sql<number>`coalesce(extract(epoch from ${circuitBreakers.nextProbeAt} - clock_timestamp()) * 1000, 0)::float`,
};

const at = ({ target }: Place) => eq(circuitBreakers.target, target);
const epoch = sql<number>`floor(extract(epoch from clock_timestamp()))::float`;
const inSeconds = (seconds: number) => sql`clock_timestamp() + make_interval(secs => ${seconds})`;

/** Every breaker that is not closed, and those that failed in the last minute. */
export function readBreakers(): Promise<Stored[]> {
  return withSystem("what circuit breakers say", (tx) =>
    tx
      .select(stored)
      .from(circuitBreakers)
      .where(
        or(
          ne(circuitBreakers.state, "closed"),
          gt(circuitBreakers.failures, 0),
          gt(circuitBreakers.updatedAt, sql`now() - interval '60 seconds'`),
        ),
      ),
  );
}

/**
 * Takes the one try that an open breaker allows when its time has come. It has as long as the breaker was open for
 * to come to an outcome; after that it was lost with its process, and the next may try.
 * @returns whether this caller is the one
 */
export async function takeProbe(place: Place): Promise<boolean> {
  const taken = await withTenant(place.tenantId, (tx) =>
    tx
      .update(circuitBreakers)
      .set({ state: "half_open", nextProbeAt: inSeconds(openSeconds(1)), updatedAt: sql`now()` })
      .where(
        and(
          at(place),
          ne(circuitBreakers.state, "closed"),
          lte(circuitBreakers.nextProbeAt, sql`clock_timestamp()`),
        ),
      )
      .returning({ target: circuitBreakers.target }),
  );
  return taken.length > 0;
}

/**
 * Counts a failure, and opens the breaker when it is one too many: in a row, or of the last minute's calls.
 * @param calls this process made since it counted last, this one among them
 */
export async function noteFailure(
  place: Place,
  { error, calls, probe }: { error: string; calls: number; probe: boolean },
): Promise<Stored> {
  return withTenant(place.tenantId, async (tx) => {
    await tx
      .insert(circuitBreakers)
      .values({ ...place, state: "closed" })
      .onConflictDoNothing();
    const [found] = await tx
      .select({ before: circuitBreakers, now: epoch })
      .from(circuitBreakers)
      .where(at(place))
      .for("update");
    if (!found) throw new Error("a circuit breaker was neither made nor found");
    const { before } = found;
    const failures = before.failures + 1;
    const recent = addCalls(before.recent, { calls, failures: 1 }, found.now);
    const tooMany = failures >= FAILURES_IN_A_ROW || tooManyFailed(recent);
    const opens = probe || (before.state === "closed" && tooMany);
    const [after] = await tx
      .update(circuitBreakers)
      .set({
        failures,
        recent,
        lastError: error.slice(0, 500),
        updatedAt: sql`now()`,
        ...(opens ? { ...opened(before), recent: [] } : {}),
      })
      .where(at(place))
      .returning(stored);
    if (!after) throw new Error("a locked circuit breaker is gone");
    return after;
  });
}

/** Counts calls that went well, of a target that fails now and then: they weigh against the failures. */
export async function noteCalls(counted: (Place & { calls: number })[]): Promise<void> {
  await withSystem("calls to targets that fail now and then", async (tx) => {
    for (const { tenantId, target, calls } of counted) {
      const place = and(eq(circuitBreakers.tenantId, tenantId), eq(circuitBreakers.target, target));
      const [row] = await tx
        .select({ recent: circuitBreakers.recent, now: epoch })
        .from(circuitBreakers)
        .where(place)
        .for("update");
      if (!row) continue;
      const recent = addCalls(row.recent, { calls, failures: 0 }, row.now);
      await tx.update(circuitBreakers).set({ recent }).where(place);
    }
  });
}

function opened({ opens, openedAt }: BreakerRow) {
  return {
    state: "open" as const,
    opens: opens + 1,
    openedAt: openedAt ?? sql`now()`,
    nextProbeAt: inSeconds(openSeconds(opens + 1)),
  };
}

const CLOSED = {
  state: "closed",
  failures: 0,
  recent: [] as CallSlot[],
  opens: 0,
  openedAt: null,
  nextProbeAt: null,
  updatedAt: sql`now()`,
} as const;

/** A call went well: nothing is left of the failures before it. Only the one that tried closes an open breaker. */
export async function noteSuccess(place: Place, probe: boolean): Promise<void> {
  await withTenant(place.tenantId, (tx) =>
    tx
      .update(circuitBreakers)
      // Of a closed one the failures in a row are over, those of the last minute are not.
      .set(probe ? CLOSED : { failures: 0, updatedAt: sql`now()` })
      .where(and(at(place), probe ? undefined : eq(circuitBreakers.state, "closed"))),
  );
}

/** Closes a breaker by hand. @returns undefined when there is none */
export async function closeBreaker(tx: Tx, target: string): Promise<BreakerRow | undefined> {
  const [row] = await tx
    .update(circuitBreakers)
    .set(CLOSED)
    .where(eq(circuitBreakers.target, target))
    .returning();
  return row;
}

/** The tenant's breakers, those first that let nothing through. */
export async function listBreakers(tx: Tx, state: BreakerState | undefined): Promise<BreakerRow[]> {
  return tx
    .select()
    .from(circuitBreakers)
    .where(state ? eq(circuitBreakers.state, state) : undefined)
    .orderBy(sql`state = 'closed'`, asc(circuitBreakers.target))
    .limit(1_000);
}

export function breakerView(row: BreakerRow): BreakerView {
  const { target, state, failures, lastError } = row;
  return {
    target,
    state,
    failures,
    lastError,
    openedAt: row.openedAt?.toISOString() ?? null,
    nextProbeAt: row.nextProbeAt?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
  };
}
