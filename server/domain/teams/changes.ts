import { and, eq, inArray, like, notInArray } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { members, teamMembers, teams } from "@/db/schema/members";
import { tasks } from "@/db/schema/tasks";
import type { Tx } from "@/db/tenancy";
import { OPEN_TASK_STATUSES } from "@/server/domain/tasks/schema";
import { dropDefaultTeam } from "@/server/domain/tenants/defaults";
import { freeSlug, slugOf } from "@/server/domain/tenants/rules";
import { AppError, conflict, invalid, notFound } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { nameKey, teamsByName } from "./names";

type TeamRow = typeof teams.$inferSelect;

interface At {
  tx: Tx;
  now: Date;
  tenantId: string;
}

interface NewTeam {
  name: string;
  slug?: string | undefined;
  description?: string | null | undefined;
  assignmentStrategy: TeamRow["assignmentStrategy"];
}

/** What can be changed about a team that there is. */
interface TeamChange extends Partial<NewTeam> {
  sticky?: boolean | undefined;
  slaPolicy?: string | null | undefined;
}

/**
 * Makes a team. Without a slug it gets one from its name. No two teams have one name or one slug.
 * @throws Conflict (`team_name_taken`; `team_slug_taken`, with a free `suggestion`).
 */
export async function createTeam({ tx, now, tenantId }: At, team: NewTeam): Promise<string> {
  await refuseTakenName({ tx, tenantId }, team.name);
  const wanted = team.slug ?? slugOf(team.name, "team");
  for (let slug = wanted; ; slug = await suggestSlug(tx, tenantId, wanted)) {
    const id = newId();
    const inserted = await tx
      .insert(teams)
      .values({
        id,
        tenantId,
        name: team.name,
        slug,
        description: team.description || null,
        assignmentStrategy: team.assignmentStrategy,
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoNothing({ target: [teams.tenantId, teams.slug] })
      .returning({ id: teams.id });
    if (inserted.length > 0) {
      noteChange(tx, tenantId, "workspace", id);
      return id;
    }
    if (team.slug) throw slugTaken(wanted, await suggestSlug(tx, tenantId, wanted));
  }
}

async function suggestSlug(tx: Tx, tenantId: string, wanted: string): Promise<string> {
  const rows = await tx
    .select({ slug: teams.slug })
    .from(teams)
    .where(and(eq(teams.tenantId, tenantId), like(teams.slug, `${wanted.slice(0, 40)}%`)));
  return freeSlug(wanted, new Set(rows.map((row) => row.slug)));
}

async function refuseTakenName(at: Pick<At, "tx" | "tenantId">, name: string): Promise<void> {
  const known = (await teamsByName(at)).get(nameKey(name));
  if (known === undefined) return;
  throw new AppError({
    kind: "Conflict",
    code: "team_name_taken",
    message: `There is a team called "${known}" already. Choose another name.`,
    errors: [{ path: "name", message: "is taken by another team" }],
  });
}

function slugTaken(slug: string, suggestion: string): AppError {
  return new AppError({
    kind: "Conflict",
    code: "team_slug_taken",
    message: `The short name "${slug}" is taken by another team: "${suggestion}" is free.`,
    errors: [{ path: "slug", message: `is taken: "${suggestion}" is free` }],
    details: { slug, suggestion },
  });
}

/** @throws NotFound */
export async function lockTeam({ tx, tenantId }: At, teamId: string): Promise<TeamRow> {
  const [team] = await tx
    .select()
    .from(teams)
    .where(and(eq(teams.tenantId, tenantId), eq(teams.id, teamId)))
    .for("update");
  if (!team) throw notFound("team", teamId);
  return team;
}

/**
 * Changes what a team is called and how its tasks find their person. The slug stays: workflows name it.
 * @throws NotFound; Conflict (`team_name_taken`)
 */
export async function updateTeam(at: At, teamId: string, change: TeamChange): Promise<void> {
  const team = await lockTeam(at, teamId);
  // Two that have had one name for long may keep it, and be changed otherwise.
  if (change.name !== undefined && nameKey(change.name) !== nameKey(team.name)) {
    await refuseTakenName(at, change.name);
  }
  await at.tx
    .update(teams)
    .set({ ...change, updatedAt: at.now })
    .where(and(eq(teams.tenantId, at.tenantId), eq(teams.id, teamId)));
  noteChange(at.tx, at.tenantId, "workspace", teamId);
}

/**
 * Deletes a team. Closed tasks stay, and their timelines still name it.
 * @throws NotFound; Conflict (`team_has_open_tasks`).
 */
export async function deleteTeam(at: At, teamId: string): Promise<void> {
  const { tx, tenantId } = at;
  const team = await lockTeam(at, teamId);
  const openTasks = await tx.$count(
    tasks,
    and(
      eq(tasks.tenantId, tenantId),
      eq(tasks.teamId, teamId),
      inArray(tasks.status, [...OPEN_TASK_STATUSES]),
    ),
  );
  if (openTasks > 0) {
    const many = openTasks === 1 ? "1 open task" : `${openTasks} open tasks`;
    throw conflict("team_has_open_tasks", `${team.name} has ${many}. Reassign or finish them first.`, {
      openTasks,
    });
  }
  await tx
    .update(tasks)
    .set({ teamId: null })
    .where(
      and(
        eq(tasks.tenantId, tenantId),
        eq(tasks.teamId, teamId),
        notInArray(tasks.status, [...OPEN_TASK_STATUSES]),
      ),
    );
  await dropDefaultTeam(tx, tenantId, teamId);
  await tx.delete(teams).where(and(eq(teams.tenantId, tenantId), eq(teams.id, teamId)));
  noteChange(tx, tenantId, "workspace", teamId);
}

/**
 * Puts a member into a team; one who is in it already stays.
 * @throws NotFound; Invalid when there is no such active member.
 */
export async function addToTeam(at: At, teamId: string, userId: string): Promise<void> {
  const { tx, tenantId, now } = at;
  await lockTeam(at, teamId);
  const [member] = await tx
    .select({ status: members.status })
    .from(members)
    .where(and(eq(members.tenantId, tenantId), eq(members.userId, userId)));
  if (!member) throw notFound("member", userId);
  if (member.status !== "active") {
    throw invalid("This member is deactivated. Reactivate them first.", [
      { path: "userId", message: "is deactivated" },
    ]);
  }
  await tx.insert(teamMembers).values({ tenantId, teamId, userId, createdAt: now }).onConflictDoNothing();
  noteChange(tx, tenantId, "workspace", teamId);
}

/**
 * Says how many of the team's tasks somebody is given at most, and what they are good at.
 * @throws NotFound when there is no such team, or they are not in it
 */
export async function changeTeamMember(
  at: At,
  { teamId, userId }: { teamId: string; userId: string },
  { capacity, skills }: { capacity?: number | null | undefined; skills?: string[] | undefined },
): Promise<void> {
  const { tx, tenantId, now } = at;
  await lockTeam(at, teamId);
  const seat = and(
    eq(teamMembers.tenantId, tenantId),
    eq(teamMembers.teamId, teamId),
    eq(teamMembers.userId, userId),
  );
  const [found] = await tx.select({ userId: teamMembers.userId }).from(teamMembers).where(seat);
  if (!found) throw notFound("team member", userId);
  if (capacity !== undefined) await tx.update(teamMembers).set({ capacity }).where(seat);
  if (skills !== undefined) {
    await tx
      .update(members)
      .set({ skills: [...new Set(skills)], updatedAt: now })
      .where(and(eq(members.tenantId, tenantId), eq(members.userId, userId)));
  }
  noteChange(tx, tenantId, "workspace", teamId);
}

/** Takes a member out of a team; their tasks stay with them. @throws NotFound when there is no such team. */
export async function removeFromTeam(at: At, teamId: string, userId: string): Promise<void> {
  const { tx, tenantId } = at;
  await lockTeam(at, teamId);
  await tx
    .delete(teamMembers)
    .where(
      and(eq(teamMembers.tenantId, tenantId), eq(teamMembers.teamId, teamId), eq(teamMembers.userId, userId)),
    );
  noteChange(tx, tenantId, "workspace", teamId);
}
