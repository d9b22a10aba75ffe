import { z } from "zod";
import { slaBook } from "@/server/domain/sla/book";
import { previewSla } from "@/server/domain/sla/preview";
import { DefinitionName, PolicySpec, PreviewView } from "@/server/domain/sla/schema";
import { TaskPriority, TaskSla } from "@/server/domain/tasks/schema";
import { askedSla } from "@/server/domain/tasks/sla";
import { WorkflowName } from "@/server/domain/workflows/schema";
import { operation } from "../operation";

export const previewSlaOperation = operation({
  name: "sla.preview",
  summary: "Tell what will happen to a task made now",
  description:
    "Which SLA counts for a task of this team, workflow and priority, and what happens when if nobody does anything. With `spec` a policy as it is being written; `at` asks for another time.",
  kind: "read",
  permission: "tasks:read",
  input: z.strictObject({
    at: z.iso.datetime({ offset: true, error: "must be a time such as 2026-11-20T16:30:00Z" }).optional(),
    priority: TaskPriority.default("normal"),
    team: z.string().min(1).max(200).optional().describe("A team's slug or id"),
    workflow: WorkflowName.optional(),
    policy: DefinitionName.optional(),
    sla: TaskSla.optional().describe("What the task asks for itself"),
    spec: PolicySpec.optional(),
  }),
  output: PreviewView,
  rest: { method: "POST", path: "/sla/preview" },
  mcp: { tool: "sla_preview" },
  async run({ actor, tx, now }, { at, sla, policy, ...more }) {
    const book = await slaBook(tx, actor.tenantId);
    const asked = sla ? askedSla(sla) : policy ? { policy } : undefined;
    return previewSla(tx, book, { ...more, asked, policy, at: at ? new Date(at) : now });
  },
});
