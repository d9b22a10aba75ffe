import { z } from "zod";
import { triggers } from "@/db/schema/triggers";
import { NewTriggerView, TriggerSettings } from "@/server/domain/triggers/schema";
import { hashHookToken, hookUrl, newHookToken } from "@/server/domain/triggers/token";
import { triggerView } from "@/server/domain/triggers/view";
import { findWorkflow } from "@/server/domain/workflows/queries";
import { WorkflowName } from "@/server/domain/workflows/schema";
import { actorRef } from "@/server/platform/actor";
import { newId } from "@/server/platform/ids";
import { operation } from "../operation";
import { checkTrigger } from "./settings";

export const createTrigger = operation({
  name: "trigger.create",
  summary: "Start runs of a workflow by a webhook, a schedule or an event",
  description:
    "Give exactly one of `webhook`, `schedule` and `event`. A webhook's `url` and a secret made for it are shown once: the token in the address is stored as a hash.",
  kind: "write",
  permission: "workflows:write",
  input: z.strictObject({ workflow: WorkflowName, ...TriggerSettings }),
  output: NewTriggerView,
  rest: { method: "POST", path: "/triggers", status: () => 201 },
  mcp: { tool: "trigger_create" },
  remembered: (output) => ({ ...output, url: null, secret: null }),
  async run({ actor, tx, now }, { workflow: workflowName, name, enabled = true, tags = [], ...given }) {
    const workflow = await findWorkflow(tx, workflowName);
    const checked = checkTrigger(given, now);
    const token = checked.kind === "webhook" ? newHookToken() : null;
    const row = {
      ...checked,
      id: newId(),
      tenantId: actor.tenantId,
      workflowId: workflow.id,
      workflowName,
      name: name ?? `${workflowName} ${checked.kind}`,
      tags,
      enabled,
      tokenHash: token && hashHookToken(token),
      createdBy: actorRef(actor),
      createdAt: now,
      updatedAt: now,
    };
    await tx.insert(triggers).values(row);
    const made = given.secret === undefined ? checked.secret : null;
    return { ...triggerView(row, null), url: token && hookUrl(token), secret: made };
  },
});
