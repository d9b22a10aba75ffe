import { z } from "zod";
import { countUnread, listNotifications } from "@/server/domain/notifications/queries";
import { NotificationView } from "@/server/domain/notifications/schema";
import { PageInput, pageOf } from "@/server/domain/schema";
import { operation } from "../operation";

export const listNotificationsOperation = operation({
  name: "notification.list",
  summary: "List the caller's notifications, newest first",
  description: "Notifications are for people: a key has none.",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({ unread: z.stringbool().or(z.boolean()).default(false), ...PageInput }),
  output: pageOf(NotificationView).extend({ unread: z.int().describe("How many are unread in all") }),
  rest: { method: "GET", path: "/notifications" },
  async run({ actor, tx }, page) {
    if (!actor.userId) return { data: [], nextCursor: null, unread: 0 };
    const { rows, nextCursor } = await listNotifications(tx, actor.userId, page);
    const data = rows.map(({ id, kind, title, body, path, createdAt, readAt }) => ({
      id,
      kind: kind as NotificationView["kind"],
      title,
      body,
      path,
      createdAt: createdAt.toISOString(),
      readAt: readAt?.toISOString() ?? null,
    }));
    return { data, nextCursor, unread: await countUnread(tx, actor.userId) };
  },
});
