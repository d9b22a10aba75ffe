import { and, desc, eq, isNull, lt, sql } from "drizzle-orm";
import { notifications } from "@/db/schema/platform";
import type { Tx } from "@/db/tenancy";
import { decodeIdCursor, pageById } from "@/server/domain/paging";
import { wantedInDashboard } from "./preferences";

/** A user's notifications, newest first. */
export async function listNotifications(
  tx: Tx,
  userId: string,
  page: { unread: boolean; limit: number; cursor?: string | undefined },
) {
  const rows = await tx
    .select()
    .from(notifications)
    .where(
      and(
        eq(notifications.userId, userId),
        wantedInDashboard(notifications),
        page.unread ? isNull(notifications.readAt) : undefined,
        page.cursor ? lt(notifications.id, decodeIdCursor(page.cursor)) : undefined,
      ),
    )
    .orderBy(desc(notifications.id))
    .limit(page.limit + 1);
  return pageById(rows, page.limit);
}

export async function countUnread(tx: Tx, userId: string): Promise<number> {
  const [row] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(notifications)
    .where(
      and(eq(notifications.userId, userId), isNull(notifications.readAt), wantedInDashboard(notifications)),
    );
  return row?.n ?? 0;
}
