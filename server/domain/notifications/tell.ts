import { noteChange } from "@/db/changes";
import { notifications } from "@/db/schema/platform";
import { append, type Tx } from "@/db/tenancy";
import { send } from "@/server/jobs/send";
import { env } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import type { NotificationView } from "./schema";

/** Ways a notice can take. */
export const NOTICE_CHANNELS = ["dashboard", "email", "slack"] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

interface Notice {
  kind: NotificationView["kind"];
  title: string;
  body: string;
  path: string;
}

/**
 * Tells people something: a row for each, and the jobs that carry it to the channels that are set up. The dashboard
 * always has it, since the other channels are reached by its rows.
 * @returns how many people were told
 */
export async function tell(
  tx: Tx,
  tenantId: string,
  userIds: string[],
  notice: Notice,
  channels: readonly NoticeChannel[] = NOTICE_CHANNELS,
): Promise<number> {
  if (userIds.length === 0) return 0;
  const rows = userIds.map((userId) => ({ id: newId(), tenantId, userId, ...notice }));
  append(tx, notifications, rows);
  for (const row of rows) {
    noteChange(tx, tenantId, "notification", row.userId);
    if (env().resendApiKey && channels.includes("email"))
      send(tx, "notification.send", { tenantId, notificationId: row.id, channel: "email" });
  }
  const [first] = rows;
  // One message in the shared Slack channel, not one a person.
  if (first && env().slackBotToken && env().slackChannel && channels.includes("slack")) {
    send(tx, "notification.send", { tenantId, notificationId: first.id, channel: "slack" });
  }
  return rows.length;
}
