import { and, eq } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { notifications } from "@/db/schema/platform";
import { tenants } from "@/db/schema/tenants";
import { users } from "@/db/schema/users";
import { withTenant } from "@/db/tenancy";
import { channels } from "@/server/connectors/channels";
import type { Notification } from "@/server/connectors/notification";
import type { NoticeKind } from "@/server/domain/notifications/schema";
import { pageUrl } from "@/server/platform/page-url";
import type { Handler } from "../handler";
import { settle } from "../settle";

/** Carries a notification to one channel outside the dashboard. */
export const notificationSend: Handler<"notification.send"> = async (payload) => {
  const { tenantId, notificationId, channel } = payload;
  const notification = await withTenant(tenantId, async (tx): Promise<Notification | undefined> => {
    const [row] = await tx
      .select({
        note: notifications,
        name: users.name,
        email: users.email,
        locale: users.locale,
        muted: members.mutedByEmail,
      })
      .from(notifications)
      .innerJoin(users, eq(users.id, notifications.userId))
      .leftJoin(
        members,
        and(eq(members.tenantId, notifications.tenantId), eq(members.userId, notifications.userId)),
      )
      .where(eq(notifications.id, notificationId));
    const [tenant] = await tx.select({ name: tenants.name }).from(tenants);
    if (!row || !tenant) return undefined;
    // Asked now and not when it was sent: whoever has enough of it gets no more of it at once.
    if (channel === "email" && row.muted?.some((kind) => kind === row.note.kind)) return undefined;
    return {
      tenantId,
      kind: row.note.kind as NoticeKind,
      recipient: { name: row.name, email: row.email, locale: row.locale },
      title: row.note.title,
      body: row.note.body,
      url: pageUrl(row.note.path),
      workspace: tenant.name,
      idempotencyKey: `${notificationId}/${channel}`,
    };
  });
  if (notification) await settle("notification.send", payload, await channels[channel].send(notification));
};
