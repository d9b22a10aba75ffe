import { z } from "zod";
import { Id } from "@/server/domain/schema";
import { findTrigger, lastStartOf } from "@/server/domain/triggers/queries";
import { nextTimes } from "@/server/domain/triggers/schedule";
import { type ScheduleConfig, TriggerDetail } from "@/server/domain/triggers/schema";
import { triggerView } from "@/server/domain/triggers/view";
import { operation } from "../operation";

const PREVIEWED = 5;

export const getTrigger = operation({
  name: "trigger.get",
  summary: "Get a trigger, with the next times of a schedule",
  kind: "read",
  permission: "workflows:read",
  input: z.strictObject({ triggerId: Id }),
  output: TriggerDetail,
  rest: { method: "GET", path: "/triggers/{triggerId}" },
  mcp: { tool: "trigger_get" },
  async run({ tx, now }, { triggerId }) {
    const trigger = await findTrigger(tx, triggerId);
    const times =
      trigger.kind === "schedule" ? nextTimes(trigger.config as ScheduleConfig, now, PREVIEWED) : [];
    const nextOccurrences = times.map((at) => at.toISOString());
    return { ...triggerView(trigger, await lastStartOf(tx, triggerId)), nextOccurrences };
  },
});
