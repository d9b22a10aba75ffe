import { z } from "zod";
import { noteChange } from "@/db/changes";
import { cannedAnswers } from "@/db/schema/answers";
import { findCannedAnswer, refuseTakenShortcut, refuseTooMany } from "@/server/domain/canned-answers/queries";
import { AnswerBody, CannedAnswerView, Shortcut } from "@/server/domain/canned-answers/schema";
import { Id } from "@/server/domain/schema";
import { findTeam } from "@/server/domain/teams/queries";
import { actorRef } from "@/server/platform/actor";
import { newId } from "@/server/platform/ids";
import { operation } from "../operation";

export const createCannedAnswer = operation({
  name: "cannedAnswer.create",
  summary: "Write an answer that is used often",
  description:
    "Variables are filled in where it is used: `{{customer.name}}`, `{{agent.name}}`, `{{task.title}}`, and whatever the task's context says, as `{{context.order}}`.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({
    shortcut: Shortcut,
    title: z.string().trim().min(1, "must not be empty").max(200),
    body: AnswerBody,
    teamId: Id.optional().describe("Whose it is; everybody's without"),
  }),
  output: CannedAnswerView,
  rest: { method: "POST", path: "/canned-answers", status: () => 201 },
  async run({ actor, tx, now }, { teamId, ...answer }) {
    if (teamId) await findTeam(tx, actor.tenantId, teamId);
    await refuseTakenShortcut(tx, answer.shortcut);
    await refuseTooMany(tx);
    const id = newId();
    const { tenantId } = actor;
    const times = { createdAt: now, updatedAt: now };
    await tx
      .insert(cannedAnswers)
      .values({ id, tenantId, ...answer, teamId: teamId ?? null, createdBy: actorRef(actor), ...times });
    noteChange(tx, tenantId, "workspace", id);
    return findCannedAnswer(tx, id);
  },
});
