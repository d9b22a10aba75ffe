import { and, eq, inArray } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { members, teamMembers, teams } from "@/db/schema/members";
import { notifications } from "@/db/schema/platform";
import type { Tx } from "@/db/tenancy";
import { send } from "@/server/jobs/send";
import { env } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import type { Assignee } from "./assign";

interface TaskNews {
  kind: "task.assigned" | "task.escalated";
  taskId: string;
  title: string;
}

/** Tells whoever a task now waits for: the person it went to, or else everybody of the team. */
export async function notifyAssignees(
  tx: Tx,
  tenantId: string,
  to: Assignee,
  news: TaskNews,
  except?: string,
) {
  const userIds = (await recipients(tx, to)).filter((id) => id !== except);
  if (userIds.length === 0) return;
  const rows = userIds.map((userId) => ({
    id: newId(),
    tenantId,
    userId,
    kind: news.kind,
    title: news.kind === "task.escalated" ? `Escalated to ${to.label}` : `New task for ${to.label}`,
    body: news.title,
    path: `/tasks/${news.taskId}`,
  }));
  await tx.insert(notifications).values(rows);
  for (const row of rows) {
    await noteChange(tx, tenantId, "notification", row.userId);
    if (env().resendApiKey)
      await send(tx, "notification.send", { tenantId, notificationId: row.id, channel: "email" });
  }
  const [first] = rows;
  // One message in the shared Slack channel, not one a person.
  if (first && env().slackBotToken && env().slackChannel) {
    await send(tx, "notification.send", { tenantId, notificationId: first.id, channel: "slack" });
  }
}

async function recipients(tx: Tx, to: Assignee): Promise<string[]> {
  if (to.userId) return [to.userId];
  if (!to.teamId) return [];
  const rows = await tx
    .select({ userId: teamMembers.userId })
    .from(teamMembers)
    .innerJoin(teams, and(eq(teams.tenantId, teamMembers.tenantId), eq(teams.id, teamMembers.teamId)))
    .innerJoin(
      members,
      and(eq(members.tenantId, teamMembers.tenantId), eq(members.userId, teamMembers.userId)),
    )
    .where(
      and(
        eq(teams.id, to.teamId),
        eq(members.status, "active"),
        inArray(members.role, ["owner", "admin", "member"]),
      ),
    );
  return rows.map((row) => row.userId);
}
