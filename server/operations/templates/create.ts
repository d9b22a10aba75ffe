import { createTemplate, findTemplate } from "@/server/domain/templates/queries";
import { NewTemplate, TemplateView } from "@/server/domain/templates/schema";
import { operation } from "../operation";

export const createTemplateOperation = operation({
  name: "template.create",
  summary: "Make a task template",
  description: "`task.create` takes its short name or id as `template`.",
  kind: "write",
  permission: "tasks:admin",
  input: NewTemplate,
  output: TemplateView,
  rest: { method: "POST", path: "/task-templates", status: () => 201 },
  async run({ actor, tx, now }, input) {
    return findTemplate(tx, await createTemplate({ tx, now, actor }, input));
  },
});
