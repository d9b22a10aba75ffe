import { z } from "zod";
import { Id } from "@/server/domain/schema";
import { changeTemplate, findTemplate } from "@/server/domain/templates/queries";
import { NewTemplate, TemplateView } from "@/server/domain/templates/schema";
import { operation } from "../operation";

const { name, slug, title, description, form, teamId, priority, sla } = NewTemplate.shape;

export const updateTemplate = operation({
  name: "template.update",
  summary: "Change a task template",
  description: "Tasks that were made from it stay as they are.",
  kind: "write",
  permission: "tasks:admin",
  // Without the defaults of a new one: what is left out stays.
  input: z.strictObject({
    templateId: Id,
    name: name.optional(),
    slug: slug,
    title: title.optional(),
    description: description.unwrap().optional(),
    form: form.optional(),
    teamId: teamId.unwrap().optional(),
    priority: priority.unwrap().optional(),
    sla: sla.unwrap().optional(),
  }),
  output: TemplateView,
  rest: { method: "PATCH", path: "/task-templates/{templateId}" },
  async run({ actor, tx, now }, { templateId, ...changes }) {
    await changeTemplate({ tx, now, actor }, templateId, changes);
    return findTemplate(tx, templateId);
  },
});
