import { z } from "zod";
import { noteChange } from "@/db/changes";
import { taskDecisions } from "@/db/schema/task-work";
import { decisionsOf, decisionView, seatOf } from "@/server/domain/decisions/deciders";
import { outcomeOf } from "@/server/domain/decisions/rules";
import { Verdict } from "@/server/domain/decisions/schema";
import { fittingAnswers, validateForm } from "@/server/domain/forms/rules";
import { Id, JsonObject } from "@/server/domain/schema";
import { closedConflict } from "@/server/domain/tasks/allow";
import { recordHistory } from "@/server/domain/tasks/history";
import { lockTaskAndRun, type TaskRow } from "@/server/domain/tasks/queries";
import { isOpen } from "@/server/domain/tasks/rules";
import { TaskDetail } from "@/server/domain/tasks/schema";
import { showTask } from "@/server/domain/tasks/show";
import { actorRef } from "@/server/platform/actor";
import { conflict, forbidden } from "@/server/platform/errors";
import { operation } from "../operation";
import { answerTask } from "./answer";
import { refuseOldRevision, wronglyFilled } from "./complete";

export const decideTask = operation({
  name: "task.decide",
  summary: "Approve or reject a task that takes several people's sign-off",
  description:
    "Takes a seat of the caller's: their own, their team's, or that of somebody who is out and has given it to them. One person decides once. Enough approvals, or a veto, end the task: its answer is the form of the decision that did, with `approved` and all `decisions` for the run. An approval takes the whole form, a rejection what of it is filled in.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({
    taskId: Id,
    verdict: Verdict,
    formData: JsonObject.default({}),
    revision: z.int().optional(),
  }),
  output: TaskDetail,
  rest: { method: "POST", path: "/tasks/{taskId}/decide" },
  mcp: { tool: "task_decide" },
  async run({ actor, tx, now }, { taskId, verdict, formData, revision }) {
    const at = { tx, now, actor };
    const { task, run } = await lockTaskAndRun(tx, taskId);
    const { deciders } = task;
    if (!deciders) throw conflict("task_takes_answer", "One answer is enough for this task: complete it.");
    const made = await decisionsOf(tx, taskId);
    if (made.some((one) => one.by.id === actor.id && one.verdict === verdict)) {
      return showTask(tx, actor, taskId);
    }
    if (!isOpen(task.status)) throw closedConflict(task);
    const seating = await seatOf(at, { ...task, deciders }, made, run?.startedBy.id);
    if ("whyNot" in seating) throw forbidden(seating.whyNot);
    refuseOldRevision(task, revision);
    const data = filledIn(task, verdict, formData);
    const { tenantId, channel } = actor;
    const row = {
      tenantId,
      taskId,
      ...seating,
      by: actorRef(actor),
      verdict,
      formData: data,
      via: channel,
      at: now,
    };
    await tx.insert(taskDecisions).values(row);
    const label = deciders.seats[seating.seat]?.label ?? "";
    const behalf = seating.onBehalfOf ? { onBehalfOf: seating.onBehalfOf.name } : {};
    recordHistory(at, taskId, "decided", { verdict, seat: label, formData: data, ...behalf });
    const all = [...made, row];
    const outcome = outcomeOf(deciders, all);
    if (outcome) {
      const decisions = all.map((one) => decisionView(one, deciders));
      await answerTask(at, { task, run }, data, { approved: outcome === "approved", decisions });
    }
    noteChange(tx, tenantId, "task", taskId);
    return showTask(tx, actor, taskId);
  },
});

function filledIn(task: TaskRow, verdict: Verdict, formData: z.infer<typeof JsonObject>) {
  if (verdict === "reject") return fittingAnswers(task.form, formData);
  const filled = validateForm(task.form, formData);
  if (!filled.ok) throw wronglyFilled(filled.errors);
  return filled.data;
}
