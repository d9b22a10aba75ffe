import { z } from "zod";
import { PageInput, pageOf } from "@/server/domain/schema";
import { listTriggers } from "@/server/domain/triggers/queries";
import { TriggerKind, TriggerView } from "@/server/domain/triggers/schema";
import { triggerView } from "@/server/domain/triggers/view";
import { WorkflowName } from "@/server/domain/workflows/schema";
import { operation } from "../operation";

export const listTriggersOperation = operation({
  name: "trigger.list",
  summary: "List triggers, newest first",
  kind: "read",
  permission: "workflows:read",
  input: z.strictObject({ workflow: WorkflowName.optional(), kind: TriggerKind.optional(), ...PageInput }),
  output: pageOf(TriggerView),
  rest: { method: "GET", path: "/triggers" },
  mcp: { tool: "trigger_list" },
  async run({ tx }, { limit, cursor, ...filter }) {
    const { rows, nextCursor } = await listTriggers(tx, filter, { limit, cursor });
    return {
      data: rows.map(({ trigger, lastStartedAt }) => triggerView(trigger, lastStartedAt)),
      nextCursor,
    };
  },
});
