import { eq } from "drizzle-orm";
import { z } from "zod";
import { noteChange } from "@/db/changes";
import { cannedAnswers } from "@/db/schema/answers";
import { findCannedAnswer } from "@/server/domain/canned-answers/queries";
import { Id } from "@/server/domain/schema";
import { operation } from "../operation";

export const deleteCannedAnswer = operation({
  name: "cannedAnswer.delete",
  summary: "Delete an answer that is used often",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({ cannedAnswerId: Id }),
  output: z.object({ id: z.string() }),
  rest: { method: "DELETE", path: "/canned-answers/{cannedAnswerId}" },
  async run({ actor, tx }, { cannedAnswerId: id }) {
    await findCannedAnswer(tx, id);
    await tx.delete(cannedAnswers).where(eq(cannedAnswers.id, id));
    noteChange(tx, actor.tenantId, "workspace", id);
    return { id };
  },
});
