import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { noteChange } from "@/db/changes";
import { members } from "@/db/schema/members";
import { taskComments } from "@/db/schema/tasks";
import { users } from "@/db/schema/users";
import type { Tx } from "@/db/tenancy";
import { tell } from "@/server/domain/notifications/tell";
import { Id } from "@/server/domain/schema";
import { allowOnTask } from "@/server/domain/tasks/allow";
import { recordHistory } from "@/server/domain/tasks/history";
import { lockTask } from "@/server/domain/tasks/queries";
import { TaskComment } from "@/server/domain/tasks/schema";
import { actorRef } from "@/server/platform/actor";
import { invalid } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { operation } from "../operation";

export const commentTask = operation({
  name: "task.comment",
  summary: "Add a comment to a task",
  description: "Comments are for the team; the customer never sees them. Who is mentioned is told.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({
    taskId: Id,
    body: z.string().trim().min(1, "must not be empty").max(10_000),
    mentions: z.array(Id).max(20).default([]).describe("Members whom it names, by their user's id"),
  }),
  output: TaskComment,
  rest: { method: "POST", path: "/tasks/{taskId}/comments", status: () => 201 },
  mcp: { tool: "task_add_comment" },
  async run({ actor, tx, now }, { taskId, body, mentions }) {
    const task = await lockTask(tx, taskId);
    await allowOnTask(tx, actor, "comment", task);
    const named = await membersNamed(tx, [...new Set(mentions)]);
    const id = newId();
    const author = actorRef(actor);
    const { tenantId } = actor;
    await tx
      .insert(taskComments)
      .values({ id, tenantId, taskId, author, body, mentions: named, createdAt: now });
    recordHistory({ tx, now, actor }, taskId, "commented", { commentId: id });
    const told = named.map((one) => one.id).filter((userId) => userId !== actor.userId);
    const title = `${actor.name} mentioned you: ${task.title}`;
    const path = `/tasks/${taskId}`;
    await tell(tx, tenantId, told, { kind: "task.mentioned", title, body: body.slice(0, 300), path });
    noteChange(tx, tenantId, "task", taskId);
    return { id, body, author, mentions: named, createdAt: now.toISOString() };
  },
});

/** @throws Invalid when one is no active member */
async function membersNamed(tx: Tx, ids: string[]): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return [];
  const found = await tx
    .select({ id: users.id, name: users.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(inArray(members.userId, ids), eq(members.status, "active")));
  if (found.length < ids.length) {
    throw invalid("Somebody who is mentioned is no active member here.", [
      { path: "mentions", message: "must be active members" },
    ]);
  }
  return found;
}
