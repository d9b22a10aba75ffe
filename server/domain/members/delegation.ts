import { and, eq, gt, isNotNull, isNull, or, sql } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { members } from "@/db/schema/members";
import { users } from "@/db/schema/users";
import type { Tx } from "@/db/tenancy";
import type { Actor, ActorRef } from "@/server/platform/actor";
import { conflict, invalid } from "@/server/platform/errors";
import { delegationCounts } from "./rules";

/** So many may pass a decision on: further than that nobody can tell any more who decides. */
const LONGEST_CHAIN = 5;

interface Delegation {
  from: ActorRef;
  to: string;
  /** Whether it counts now. */
  counts: boolean;
}

/** Every delegation that is not over, by who gave their decisions away: whether or not they are out yet. */
async function delegationsGiven(tx: Tx, now: Date): Promise<Map<string, Delegation>> {
  const rows = await tx
    .select({ member: members, name: users.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(isNotNull(members.delegateTo), or(isNull(members.delegateUntil), gt(members.delegateUntil, now))),
    );
  return new Map(
    rows.flatMap(({ member, name }) => {
      const { userId: id, delegateTo: to } = member;
      const from = { type: "user" as const, id, name };
      return to ? [[id, { from, to, counts: delegationCounts(member, now) }]] : [];
    }),
  );
}

/** Those of them that count: whoever is there decides themselves. */
async function delegationsNow(tx: Tx, now: Date): Promise<Map<string, Delegation>> {
  return new Map([...(await delegationsGiven(tx, now))].filter(([, { counts }]) => counts));
}

/** Where a person's decisions go, nearest first: who they were given to, whom that one gave theirs to, and so on. */
function chainFrom(userId: string, delegations: ReadonlyMap<string, { to: string }>): string[] {
  const chain: string[] = [];
  let next = delegations.get(userId)?.to;
  while (next && chain.length < LONGEST_CHAIN && !chain.includes(next) && next !== userId) {
    chain.push(next);
    next = delegations.get(next)?.to;
  }
  return chain;
}

/** Those who are out and have given their decisions to this person, directly or through others who are out as well. */
export async function standsFor(tx: Tx, now: Date, userId: string): Promise<Map<string, ActorRef>> {
  const delegations = await delegationsNow(tx, now);
  const given = [...delegations.values()].filter(({ from }) =>
    chainFrom(from.id, delegations).includes(userId),
  );
  return new Map(given.map(({ from }) => [from.id, from]));
}

/** Whoever may decide in one of these people's place now. */
export async function standInsOf(tx: Tx, now: Date, userIds: string[]): Promise<string[]> {
  const delegations = await delegationsNow(tx, now);
  return userIds.flatMap((userId) => chainFrom(userId, delegations));
}

/**
 * Gives a person's decisions to another for whenever they are out, until a time or until it is taken back (`to` null). Under a lock, so that two
 * who give theirs to each other at once don't make a circle.
 * @throws Invalid when `to` is no active member; Conflict (`delegation_cycle`, `delegation_too_long`)
 */
export async function delegate(
  { tx, now, actor }: { tx: Tx; now: Date; actor: Actor },
  userId: string,
  to: string | null,
  until: Date | null,
): Promise<void> {
  const { tenantId } = actor;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`delegations/${tenantId}`}, 0))`);
  if (to !== null) await refuseUnusable(tx, now, userId, to);
  await tx
    .update(members)
    .set({ delegateTo: to, delegateUntil: to === null ? null : until, updatedAt: now })
    .where(eq(members.userId, userId));
  noteChange(tx, tenantId, "workspace", userId);
}

async function refuseUnusable(tx: Tx, now: Date, userId: string, to: string): Promise<void> {
  const [found] = await tx
    .select({ id: members.userId })
    .from(members)
    .where(and(eq(members.userId, to), eq(members.status, "active")));
  if (!found) {
    throw invalid("There is no such active member.", [{ path: "to", message: "is no active member" }]);
  }
  const delegations = new Map([...(await delegationsGiven(tx, now))].map(([id, { to }]) => [id, { to }]));
  delegations.set(userId, { to });
  const onward = [to, ...chainFrom(to, delegations)];
  if (onward.includes(userId)) {
    throw conflict("delegation_cycle", "Those decisions would come back to where they came from.");
  }
  const longest = Math.max(...[...delegations.keys()].map((id) => chainLength(id, delegations)));
  if (longest > LONGEST_CHAIN) {
    throw conflict("delegation_too_long", `A decision may be passed on ${LONGEST_CHAIN} times and no more.`);
  }
}

function chainLength(userId: string, delegations: ReadonlyMap<string, { to: string }>): number {
  let length = 0;
  let next = delegations.get(userId)?.to;
  while (next && length <= LONGEST_CHAIN) {
    length++;
    next = delegations.get(next)?.to;
  }
  return length;
}
