import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { contains } from "@/db/contains";
import { members, teamMembers, teams } from "@/db/schema/members";
import { tasks } from "@/db/schema/tasks";
import { users } from "@/db/schema/users";
import type { Tx } from "@/db/tenancy";
import { decodeCursor, pageFrom } from "@/server/domain/paging";
import { OPEN_TASK_STATUSES } from "@/server/domain/tasks/schema";
import { notFound } from "@/server/platform/errors";

type TeamRow = typeof teams.$inferSelect;
type Page = { limit: number; cursor?: string | undefined };

export interface TeamRecord {
  team: TeamRow;
  memberCount: number;
  openTasks: number;
}

const isOpenNow = inArray(tasks.status, [...OPEN_TASK_STATUSES]);

// Written out: in a select from one table the query builder names columns without their table, also in sub-selects.
const memberCount = sql<number>`(select count(*)::int from team_members tm
  join members m on m.tenant_id = tm.tenant_id and m.user_id = tm.user_id
  where tm.tenant_id = teams.tenant_id and tm.team_id = teams.id and m.status = 'active')`;

const openTasksOfTeam = sql<number>`(select count(*)::int from tasks
  where tasks.tenant_id = teams.tenant_id and tasks.team_id = teams.id and ${isOpenNow})`;

const openTasksOfUser = sql<number>`(select count(*)::int from ${tasks}
  where ${tasks.tenantId} = ${members.tenantId} and ${tasks.userId} = ${members.userId} and ${isOpenNow})`;

const selectTeams = (tx: Tx) =>
  tx.select({ team: teams, memberCount, openTasks: openTasksOfTeam }).from(teams).$dynamic();

/** One page of teams by name. `memberId` keeps those that this user belongs to. */
export async function listTeams(
  tx: Tx,
  tenantId: string,
  filter: { query?: string | undefined; memberId?: string | undefined },
  page: Page,
): Promise<{ rows: TeamRecord[]; nextCursor: string | null }> {
  const sortName = sql<string>`lower(${teams.name})`;
  const [afterName, afterId] = page.cursor ? decodeCursor(page.cursor, 2) : [];
  const rows = await tx
    .select({ team: teams, memberCount, openTasks: openTasksOfTeam, sortName })
    .from(teams)
    .where(
      and(
        eq(teams.tenantId, tenantId),
        contains(filter.query, teams.name, teams.slug),
        filter.memberId
          ? sql`${teams.id} in (select ${teamMembers.teamId} from ${teamMembers} where ${teamMembers.userId} = ${filter.memberId})`
          : undefined,
        afterId === undefined
          ? undefined
          : sql`(${sortName}, ${teams.id}::text) > (${afterName}, ${afterId})`,
      ),
    )
    .orderBy(asc(sortName), asc(sql`${teams.id}::text`))
    .limit(page.limit + 1);
  return pageFrom(rows, page.limit, (row) => [row.sortName, row.team.id]);
}

/** @throws NotFound */
export async function findTeam(tx: Tx, tenantId: string, teamId: string): Promise<TeamRecord> {
  const [found] = await selectTeams(tx).where(and(eq(teams.tenantId, tenantId), eq(teams.id, teamId)));
  if (!found) throw notFound("team", teamId);
  return found;
}

export interface TeamMemberRecord {
  userId: string;
  name: string;
  email: string;
  role: (typeof members.$inferSelect)["role"];
  status: (typeof members.$inferSelect)["status"];
  openTasks: number;
  capacity: number | null;
  skills: string[];
  availability: (typeof members.$inferSelect)["availability"];
  outUntil: Date | null;
}

/** One page of a team's people by name. */
export async function listTeamMembers(
  tx: Tx,
  tenantId: string,
  teamId: string,
  page: Page,
): Promise<{ rows: TeamMemberRecord[]; nextCursor: string | null }> {
  const sortName = sql<string>`lower(${users.name})`;
  const [afterName, afterId] = page.cursor ? decodeCursor(page.cursor, 2) : [];
  const rows = await tx
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      role: members.role,
      status: members.status,
      openTasks: openTasksOfUser,
      capacity: teamMembers.capacity,
      skills: members.skills,
      availability: members.availability,
      outUntil: members.outUntil,
      sortName,
    })
    .from(teamMembers)
    .innerJoin(
      members,
      and(eq(members.tenantId, teamMembers.tenantId), eq(members.userId, teamMembers.userId)),
    )
    .innerJoin(users, eq(users.id, teamMembers.userId))
    .where(
      and(
        eq(teamMembers.tenantId, tenantId),
        eq(teamMembers.teamId, teamId),
        afterId === undefined
          ? undefined
          : sql`(${sortName}, ${users.id}::text) > (${afterName}, ${afterId})`,
      ),
    )
    .orderBy(asc(sortName), asc(sql`${users.id}::text`))
    .limit(page.limit + 1);
  return pageFrom(rows, page.limit, (row) => [row.sortName, row.userId]);
}
