import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import { members, teamMembers, teams } from "@/db/schema/members";
import { tasks } from "@/db/schema/tasks";
import { users } from "@/db/schema/users";
import { prepared, shared, type Tx } from "@/db/tenancy";
import { invalid } from "@/server/platform/errors";
import { isId } from "@/server/platform/ids";
import { type AssignTo, OPEN_TASK_STATUSES } from "./schema";

/** Where a task goes: a team's queue, one person of it, or one person without a team. */
export interface Assignee {
  teamId: string | null;
  userId: string | null;
  /** For the timeline. */
  label: string;
}

/**
 * Finds whom `assignTo` means and, for a team, whose turn it is by the team's strategy.
 * @throws Invalid (`unknown_assignee`) naming what was not found.
 */
export async function resolveAssignee(tx: Tx, tenantId: string, assignTo: AssignTo): Promise<Assignee> {
  return "team" in assignTo ? assignToTeam(tx, tenantId, assignTo.team) : assignToUser(tx, assignTo.user);
}

/** The team or person that is meant, without anybody's turn. @throws Invalid (`unknown_assignee`) */
export async function findAssignee(tx: Tx, to: AssignTo): Promise<Assignee> {
  if ("user" in to) return assignToUser(tx, to.user);
  const found = await findTeam(tx, to.team);
  return { teamId: found.id, userId: null, label: found.name };
}

async function assignToUser(tx: Tx, user: string): Promise<Assignee> {
  const [found] = await tx
    .select({ id: users.id, name: users.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(members.status, "active"),
        isId(user) ? eq(users.id, user) : eq(users.email, user.toLowerCase()),
      ),
    );
  if (!found) throw unknownAssignee("user", user);
  return { teamId: null, userId: found.id, label: found.name };
}

async function findTeam(tx: Tx, team: string) {
  const [found] = isId(team)
    ? await tx
        .select()
        .from(teams)
        .where(or(eq(teams.id, team), eq(teams.slug, team)))
    : await shared(tx, `team ${team}`, () => teamBySlug(tx, { slug: team }));
  if (!found) throw unknownAssignee("team", team);
  return found;
}

const teamBySlug = prepared((tx) =>
  tx
    .select()
    .from(teams)
    .where(eq(teams.slug, sql.placeholder("slug"))),
);

async function assignToTeam(tx: Tx, tenantId: string, team: string): Promise<Assignee> {
  const found = await findTeam(tx, team);
  const person = await NEXT_PERSON[found.assignmentStrategy](tx, tenantId, found.id);
  return {
    teamId: found.id,
    userId: person?.id ?? null,
    label: person ? `${found.name} · ${person.name}` : found.name,
  };
}

interface Person {
  id: string;
  name: string;
}

/** Each strategy's choice; null leaves the task in the team's queue. */
const NEXT_PERSON = {
  manual: async () => null,
  "round-robin": nextInTurn,
  "load-balanced": leastLoaded,
} satisfies Record<string, (tx: Tx, tenantId: string, teamId: string) => Promise<Person | null>>;

async function activePeople(tx: Tx, teamId: string): Promise<Person[]> {
  return tx
    .select({ id: users.id, name: users.name })
    .from(teamMembers)
    .innerJoin(
      members,
      and(eq(members.tenantId, teamMembers.tenantId), eq(members.userId, teamMembers.userId)),
    )
    .innerJoin(users, eq(users.id, teamMembers.userId))
    .where(
      and(
        eq(teamMembers.teamId, teamId),
        eq(members.status, "active"),
        inArray(members.role, ["owner", "admin", "member"]),
      ),
    )
    .orderBy(asc(users.id));
}

async function nextInTurn(tx: Tx, _tenantId: string, teamId: string): Promise<Person | null> {
  // The lock makes two tasks that open at once take two turns.
  const [team] = await tx
    .select({ last: teams.lastAssignedUserId })
    .from(teams)
    .where(eq(teams.id, teamId))
    .for("update");
  const people = await activePeople(tx, teamId);
  const next = people.find((p) => team?.last == null || p.id > team.last) ?? people[0] ?? null;
  if (next) await tx.update(teams).set({ lastAssignedUserId: next.id }).where(eq(teams.id, teamId));
  return next;
}

async function leastLoaded(tx: Tx, tenantId: string, teamId: string): Promise<Person | null> {
  await tx.select({ id: teams.id }).from(teams).where(eq(teams.id, teamId)).for("update");
  const people = await activePeople(tx, teamId);
  if (people.length === 0) return null;
  const loads = await tx
    .select({ userId: tasks.userId, open: sql<number>`count(*)::int` })
    .from(tasks)
    .where(
      and(
        eq(tasks.tenantId, tenantId),
        inArray(tasks.status, [...OPEN_TASK_STATUSES]),
        inArray(
          tasks.userId,
          people.map((p) => p.id),
        ),
      ),
    )
    .groupBy(tasks.userId);
  const load = new Map(loads.map((row) => [row.userId, row.open]));
  return people.reduce((best, p) => ((load.get(p.id) ?? 0) < (load.get(best.id) ?? 0) ? p : best));
}

function unknownAssignee(what: "team" | "user", given: string) {
  const hint =
    what === "team" ? "Name a team by its slug or id." : "Name an active member by id or e-mail address.";
  return invalid(
    `There is no ${what} ${JSON.stringify(given)} in this workspace. ${hint}`,
    [{ path: `assignTo.${what}`, message: "does not exist" }],
    "unknown_assignee",
  );
}
