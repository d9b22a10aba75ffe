import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { contains } from "@/db/contains";
import { members, teamMembers, teams } from "@/db/schema/members";
import { users } from "@/db/schema/users";
import type { Tx } from "@/db/tenancy";
import { decodeCursor, pageFrom } from "@/server/domain/paging";
import { notFound } from "@/server/platform/errors";
import type { Role } from "@/server/platform/permissions";

export type MemberRow = typeof members.$inferSelect;

export interface MemberRecord {
  member: MemberRow;
  user: typeof users.$inferSelect;
  teams: { id: string; slug: string; name: string }[];
}

export interface MemberFilter {
  /** Words of the name or e-mail address. */
  query?: string | undefined;
  role?: Role | undefined;
  active?: boolean | undefined;
}

const sortName = sql<string>`lower(${users.name})`;

/** One page of members by name, each with their teams. */
export async function listMembers(
  tx: Tx,
  tenantId: string,
  filter: MemberFilter,
  page: { limit: number; cursor?: string | undefined },
): Promise<{ rows: MemberRecord[]; nextCursor: string | null }> {
  const [afterName, afterId] = page.cursor ? decodeCursor(page.cursor, 2) : [];
  const rows = await tx
    .select({ member: members, user: users, sortName })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(members.tenantId, tenantId),
        contains(filter.query, users.name, users.email),
        filter.role ? eq(members.role, filter.role) : undefined,
        filter.active === undefined ? undefined : eq(members.status, filter.active ? "active" : "inactive"),
        afterId === undefined
          ? undefined
          : sql`(${sortName}, ${users.id}::text) > (${afterName}, ${afterId})`,
      ),
    )
    .orderBy(asc(sortName), asc(sql`${users.id}::text`))
    .limit(page.limit + 1);
  const { rows: shown, nextCursor } = pageFrom(rows, page.limit, (row) => [row.sortName, row.user.id]);
  return { rows: await withTeams(tx, tenantId, shown), nextCursor };
}

async function withTeams(
  tx: Tx,
  tenantId: string,
  rows: Omit<MemberRecord, "teams">[],
): Promise<MemberRecord[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.user.id);
  const found = await tx
    .select({ userId: teamMembers.userId, id: teams.id, slug: teams.slug, name: teams.name })
    .from(teamMembers)
    .innerJoin(teams, and(eq(teams.tenantId, teamMembers.tenantId), eq(teams.id, teamMembers.teamId)))
    .where(and(eq(teamMembers.tenantId, tenantId), inArray(teamMembers.userId, ids)))
    .orderBy(asc(teams.name));
  const byUser = Map.groupBy(found, (team) => team.userId);
  return rows.map(({ member, user }) => ({
    member,
    user,
    teams: (byUser.get(user.id) ?? []).map(({ id, slug, name }) => ({ id, slug, name })),
  }));
}

/** @throws NotFound */
export async function findMember(tx: Tx, tenantId: string, userId: string): Promise<MemberRecord> {
  const rows = await tx
    .select({ member: members, user: users })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.tenantId, tenantId), eq(members.userId, userId)));
  const [found] = await withTeams(tx, tenantId, rows);
  if (!found) throw notFound("member", userId);
  return found;
}

/** Gives a user a seat. */
export async function addMember(
  tx: Tx,
  now: Date,
  tenantId: string,
  userId: string,
  role: Role,
): Promise<void> {
  await tx.insert(members).values({ tenantId, userId, role, createdAt: now, updatedAt: now });
}
