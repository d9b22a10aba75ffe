import { eq } from "drizzle-orm";
import { z } from "zod";
import { noteChange } from "@/db/changes";
import { cannedAnswers } from "@/db/schema/answers";
import { findCannedAnswer, refuseTakenShortcut } from "@/server/domain/canned-answers/queries";
import { AnswerBody, CannedAnswerView, Shortcut } from "@/server/domain/canned-answers/schema";
import { Id } from "@/server/domain/schema";
import { findTeam } from "@/server/domain/teams/queries";
import { operation } from "../operation";

export const updateCannedAnswer = operation({
  name: "cannedAnswer.update",
  summary: "Change an answer that is used often",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({
    cannedAnswerId: Id,
    shortcut: Shortcut.optional(),
    title: z.string().trim().min(1, "must not be empty").max(200).optional(),
    body: AnswerBody.optional(),
    teamId: Id.nullable().optional(),
  }),
  output: CannedAnswerView,
  rest: { method: "PATCH", path: "/canned-answers/{cannedAnswerId}" },
  async run({ actor, tx, now }, { cannedAnswerId: id, ...change }) {
    await findCannedAnswer(tx, id);
    if (change.teamId) await findTeam(tx, actor.tenantId, change.teamId);
    if (change.shortcut) await refuseTakenShortcut(tx, change.shortcut, id);
    await tx
      .update(cannedAnswers)
      .set({ ...change, updatedAt: now })
      .where(eq(cannedAnswers.id, id));
    noteChange(tx, actor.tenantId, "workspace", id);
    return findCannedAnswer(tx, id);
  },
});
