import { and, desc, eq, inArray } from "drizzle-orm";
import { taskHistory } from "@/db/schema/tasks";
import type { Tx } from "@/db/tenancy";
import type { AssignmentView } from "@/server/domain/assignment/schema";
import type { TaskRecord } from "./queries";

/** Why a task is where it is: what a strategy went by, or who put it there. */
export async function explainAssignment(tx: Tx, { task, team, user }: TaskRecord): Promise<AssignmentView> {
  const [placed] = await tx
    .select()
    .from(taskHistory)
    .where(
      and(
        eq(taskHistory.taskId, task.id),
        inArray(taskHistory.action, ["assigned", "reassigned", "escalated"]),
      ),
    )
    .orderBy(desc(taskHistory.id))
    .limit(1);
  const kind = task.assignment ? "strategy" : user ? "named" : team ? "queue" : "anybody";
  return {
    kind,
    team: team?.name ?? null,
    user: user && { id: user.id, name: user.name },
    claimedBy: task.claimedBy,
    skills: task.skills ?? [],
    assignment: task.assignment,
    placedBy: placed ? placed.actor : null,
    placedAt: (placed?.at ?? task.createdAt).toISOString(),
    because: placed && typeof placed.details.reason === "string" ? placed.details.reason : null,
  };
}
