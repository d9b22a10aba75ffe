import { and, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import { noteChange } from "@/db/changes";
import { notifications } from "@/db/schema/platform";
import { countUnread } from "@/server/domain/notifications/queries";
import { Id } from "@/server/domain/schema";
import { operation } from "../operation";

export const readNotifications = operation({
  name: "notification.read",
  summary: "Mark notifications as read: the named ones, or all",
  kind: "write",
  permission: "tasks:read",
  input: z.strictObject({ ids: z.array(Id).min(1).max(200).optional() }),
  output: z.object({ unread: z.int() }),
  rest: { method: "POST", path: "/notifications/read" },
  async run({ actor, tx, now }, { ids }) {
    const { userId } = actor;
    if (!userId) return { unread: 0 };
    const mine = and(eq(notifications.userId, userId), isNull(notifications.readAt));
    await tx
      .update(notifications)
      .set({ readAt: now })
      .where(and(mine, ids ? inArray(notifications.id, ids) : undefined));
    noteChange(tx, actor.tenantId, "notification", userId);
    return { unread: await countUnread(tx, userId) };
  },
});
