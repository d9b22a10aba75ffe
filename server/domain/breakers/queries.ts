import { and, asc, eq, gt, lte, ne, or, sql } from "drizzle-orm";
import { circuitBreakers } from "@/db/schema/breakers";
import { type Tx, withSystem, withTenant } from "@/db/tenancy";
import { FAILURES_IN_A_ROW, openSeconds } from "./policy";
import type { BreakerState, BreakerView } from "./schema";

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
const inSeconds = (seconds: number) => sql`clock_timestamp() + make_interval(secs => ${seconds})`;

/** Every breaker that is not closed, and those that changed a short while ago. */
export function readBreakers(): Promise<Stored[]> {
  return withSystem("what circuit breakers say", (tx) =>
    tx
      .select(stored)
      .from(circuitBreakers)
      .where(
        or(
          ne(circuitBreakers.state, "closed"),
          gt(circuitBreakers.failures, 0),
          gt(circuitBreakers.updatedAt, sql`now() - interval '10 seconds'`),
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

/** Counts a failure, and opens the breaker when it is one too many. */
export async function noteFailure(
  place: Place,
  { error, tooMany, probe }: { error: string; tooMany: boolean; probe: boolean },
): Promise<Stored> {
  return withTenant(place.tenantId, async (tx) => {
    await tx
      .insert(circuitBreakers)
      .values({ ...place, state: "closed" })
      .onConflictDoNothing();
    const [before] = await tx.select().from(circuitBreakers).where(at(place)).for("update");
    if (!before) throw new Error("a circuit breaker was neither made nor found");
    const failures = before.failures + 1;
    const opens = probe || (before.state === "closed" && (tooMany || failures >= FAILURES_IN_A_ROW));
    const [after] = await tx
      .update(circuitBreakers)
      .set({
        failures,
        lastError: error.slice(0, 500),
        updatedAt: sql`now()`,
        ...(opens ? opened(before) : {}),
      })
      .where(at(place))
      .returning(stored);
    if (!after) throw new Error("a locked circuit breaker is gone");
    return after;
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
      .set(CLOSED)
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
