import { and, eq, sql } from "drizzle-orm";
import { members } from "@/db/schema/members";
import type { notifications } from "@/db/schema/platform";
import type { Tx } from "@/db/tenancy";
import type { MutedNotices } from "./schema";

const seatOf = (tenantId: string, userId: string) =>
  and(eq(members.tenantId, tenantId), eq(members.userId, userId));

/** What somebody wants to hear nothing of in a workspace. */
export async function mutedOf(tx: Tx, tenantId: string, userId: string): Promise<MutedNotices> {
  const [seat] = await tx
    .select({ dashboard: members.mutedInDashboard, email: members.mutedByEmail })
    .from(members)
    .where(seatOf(tenantId, userId));
  return seat ?? { dashboard: [], email: [] };
}

/** Changes it; a channel that is left out stays as it was. */
export async function setMuted(
  tx: Tx,
  now: Date,
  tenantId: string,
  userId: string,
  { dashboard, email }: { [channel in keyof MutedNotices]?: MutedNotices[channel] | undefined },
): Promise<void> {
  await tx
    .update(members)
    .set({
      updatedAt: now,
      ...(dashboard ? { mutedInDashboard: [...new Set(dashboard)] } : {}),
      ...(email ? { mutedByEmail: [...new Set(email)] } : {}),
    })
    .where(seatOf(tenantId, userId));
}

/** A condition on notifications: their reader wants to see them. Asked when they are read, so telling costs nothing. */
export function wantedInDashboard(table: typeof notifications) {
  return sql`not exists (select from ${members} where ${members.tenantId} = ${table.tenantId}
    and ${members.userId} = ${table.userId} and ${table.kind} = any(${members.mutedInDashboard}))`;
}
