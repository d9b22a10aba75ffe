import { and, asc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { conversations } from "@/db/schema/conversations";
import { members, teamMembers } from "@/db/schema/members";
import { tasks } from "@/db/schema/tasks";
import { users } from "@/db/schema/users";
import { prepared, type Tx } from "@/db/tenancy";
import type { ASSIGNMENT_REASONS, Assignment } from "@/server/domain/assignment/schema";
import { availabilityAt } from "@/server/domain/members/rules";
import { OPEN_TASK_STATUSES } from "./schema";

/** Somebody of a team who could be given a task. */
type Candidate = Assignment["candidates"][number];
type Person = Awaited<ReturnType<typeof peopleOfTeam>>[number];

export interface Conversation {
  channel: string;
  participant: { id: string };
}

/** Everybody of a team who works, in the order of turns. */
export const peopleOfTeam = prepared((tx) =>
  tx
    .select({
      id: users.id,
      name: users.name,
      availability: members.availability,
      outUntil: members.outUntil,
      skills: members.skills,
      capacity: teamMembers.capacity,
    })
    .from(teamMembers)
    .innerJoin(
      members,
      and(eq(members.tenantId, teamMembers.tenantId), eq(members.userId, teamMembers.userId)),
    )
    .innerJoin(users, eq(users.id, teamMembers.userId))
    .where(
      and(
        eq(teamMembers.teamId, sql.placeholder("teamId")),
        eq(members.status, "active"),
        inArray(members.role, ["owner", "admin", "member"]),
      ),
    )
    .orderBy(asc(users.id)),
);

interface Open {
  all: number;
  here: number;
}

/**
 * How many open tasks are with each, of all teams and of this one: those they have claimed, and those put before them
 * that nobody has.
 */
export async function openTasksOf(
  tx: Tx,
  teamId: string,
  people: { id: string }[],
): Promise<Map<string, Open>> {
  if (people.length === 0) return new Map();
  const ids = people.map(({ id }) => id);
  const rows = await tx
    .select({
      id: tasks.holderId,
      all: sql<number>`count(*)::int`,
      here: sql<number>`(count(*) filter (where ${tasks.teamId} = ${teamId}))::int`,
    })
    .from(tasks)
    .where(and(isOpenNow, inArray(tasks.holderId, ids)))
    .groupBy(tasks.holderId);
  const open = new Map<string, Open>(ids.map((id) => [id, { all: 0, here: 0 }]));
  for (const { id, all, here } of rows) if (id) open.set(id, { all, here });
  return open;
}

// As literals: an index of open tasks is of no use to a statement that learns the statuses only when it runs.
const isOpenNow = sql`${tasks.status} in (${sql.raw(OPEN_TASK_STATUSES.map((status) => `'${status}'`).join(","))})`;

/** Who answered this customer last, or does now. */
export async function lastAgentOf(tx: Tx, { channel, participant }: Conversation): Promise<string | null> {
  const [last] = await tx
    .select({ id: sql<string>`${tasks.claimedBy}->>'id'` })
    .from(conversations)
    .innerJoin(
      tasks,
      and(eq(tasks.tenantId, conversations.tenantId), eq(tasks.conversationId, conversations.id)),
    )
    .where(
      and(
        eq(conversations.channel, channel),
        sql`${conversations.participant}->>'id' = ${participant.id}`,
        isNotNull(tasks.claimedBy),
        sql`${tasks.claimedBy}->>'type' = 'user'`,
      ),
    )
    .orderBy(sql`coalesce(${tasks.completedAt}, ${tasks.claimedAt}) desc`)
    .limit(1);
  return last?.id ?? null;
}

/** Everybody with what speaks for and against them. */
export function candidatesOf(
  people: Person[],
  now: Date,
  wanted: readonly string[],
  open: Map<string, Open> | null,
): Candidate[] {
  return people.map((person) => {
    const { id, name, capacity } = person;
    const count = open?.get(id);
    const there = availabilityAt(person, now);
    const full = capacity !== null && (count?.here ?? 0) >= capacity;
    return {
      id,
      name,
      open: count?.all ?? null,
      openHere: count?.here ?? null,
      capacity,
      skills: wanted.filter((skill) => person.skills.includes(skill)),
      passedOver: there !== "online" ? there : full ? "full" : null,
    };
  });
}

/** Those among whom the strategy chooses: there, with room for more, and with the most of what the task wants. */
export function mayChoose(candidates: Candidate[]): Candidate[] {
  const free = candidates.filter(({ passedOver }) => passedOver === null);
  const best = Math.max(0, ...free.map(({ skills }) => skills.length));
  return free.filter(({ skills }) => skills.length === best);
}

interface Choice {
  strategy: "round-robin" | "load-balanced";
  /** Whose turn it was last. */
  last: string | null;
  /** Who knows the customer. */
  sticky: string | null;
}

/** Chooses one, and says why it is them; nobody when nobody may be chosen: then the task waits in the queue. */
export function choose(
  candidates: Candidate[],
  { strategy, last, sticky }: Choice,
): { chosen: Candidate | null; reason: (typeof ASSIGNMENT_REASONS)[number] } {
  const pool = mayChoose(candidates);
  const known = pool.find(({ id }) => id === sticky);
  if (known) return { chosen: known, reason: "sticky" };
  const [first] = pool;
  if (!first) return { chosen: null, reason: "nobody" };
  if (strategy === "round-robin") {
    return { chosen: pool.find(({ id }) => last === null || id > last) ?? first, reason: "turn" };
  }
  const load = ({ open }: Candidate) => open ?? 0;
  return { chosen: pool.reduce((best, one) => (load(one) < load(best) ? one : best)), reason: "fewest" };
}
