import { z } from "zod";
import { Id, JsonObject } from "@/server/domain/schema";
import { saveDraft } from "@/server/domain/tasks/drafts";
import { findTask } from "@/server/domain/tasks/queries";
import { operation } from "../operation";

export const saveTaskDraft = operation({
  name: "task.saveDraft",
  summary: "Keep what one has written for a task, unsent",
  description:
    "One draft a person, so that a reload or another device loses nothing. It is not held to the form. `since` is when the draft that one knows was saved: a newer one of another device is a conflict that shows it. Keys keep none.",
  kind: "write",
  permission: "tasks:write",
  unaudited: true,
  input: z.strictObject({
    taskId: Id,
    formData: JsonObject.refine((data) => JSON.stringify(data).length <= 200_000, "is too long to be kept"),
    device: z.string().min(1).max(100),
    revision: z.int(),
    since: z.iso.datetime().optional(),
  }),
  output: z.object({ savedAt: z.string() }),
  rest: { method: "PUT", path: "/tasks/{taskId}/draft" },
  async run({ actor, tx, now }, { taskId, ...written }) {
    const { userId, tenantId } = actor;
    await findTask(tx, taskId);
    if (userId) await saveDraft(tx, now, { tenantId, taskId, userId }, written);
    return { savedAt: now.toISOString() };
  },
});
