import { z } from "zod";
import { Id } from "@/server/domain/schema";
import { deleteTemplate } from "@/server/domain/templates/queries";
import { operation } from "../operation";

export const deleteTemplateOperation = operation({
  name: "template.delete",
  summary: "Delete a task template",
  description: "Tasks that were made from it stay.",
  kind: "write",
  permission: "tasks:admin",
  input: z.strictObject({ templateId: Id }),
  output: z.object({ deleted: z.literal(true) }),
  rest: { method: "DELETE", path: "/task-templates/{templateId}" },
  async run({ actor, tx, now }, { templateId }) {
    await deleteTemplate({ tx, now, actor }, templateId);
    return { deleted: true as const };
  },
});
