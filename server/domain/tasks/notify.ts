import { and, eq, inArray, sql } from "drizzle-orm";
import { members, teamMembers } from "@/db/schema/members";
import { prepared, shared, type Tx } from "@/db/tenancy";
import { tell } from "@/server/domain/notifications/tell";
import { type Assignee, findAssignee } from "./assign";
import type { AssignTo } from "./schema";

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
  await tell(tx, tenantId, userIds, {
    kind: news.kind,
    title: news.kind === "task.escalated" ? `Escalated to ${to.label}` : `New task for ${to.label}`,
    body: news.title,
    path: `/tasks/${news.taskId}`,
  });
}

/** Everybody of a team, or one person. @throws Invalid when there is no such team or person */
export async function peopleOf(tx: Tx, to: AssignTo): Promise<string[]> {
  return recipients(tx, await findAssignee(tx, to));
}

/** Whoever a task waits for: the person, or else everybody of the team. */
export async function recipients(tx: Tx, to: Pick<Assignee, "teamId" | "userId">): Promise<string[]> {
  if (to.userId) return [to.userId];
  if (!to.teamId) return [];
  const { teamId } = to;
  const workers = await shared(tx, `workers ${teamId}`, () => workersOfTeam(tx, { teamId }));
  return workers.map((row) => row.userId);
}

const workersOfTeam = prepared((tx) =>
  tx
    .select({ userId: teamMembers.userId })
    .from(teamMembers)
    .innerJoin(
      members,
      and(eq(members.tenantId, teamMembers.tenantId), eq(members.userId, teamMembers.userId)),
    )
    .where(
      and(
        eq(teamMembers.teamId, sql.placeholder("teamId")),
        eq(members.status, "active"),
        inArray(members.role, ["owner", "admin", "member"]),
      ),
    ),
);
