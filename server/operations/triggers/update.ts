import { eq } from "drizzle-orm";
import { z } from "zod";
import { triggers } from "@/db/schema/triggers";
import { Id } from "@/server/domain/schema";
import { lastStartOf, lockTrigger } from "@/server/domain/triggers/queries";
import { NewTriggerView, TriggerSettings } from "@/server/domain/triggers/schema";
import { triggerView } from "@/server/domain/triggers/view";
import { operation } from "../operation";
import { checkTrigger } from "./settings";

export const updateTrigger = operation({
  name: "trigger.update",
  summary: "Change a trigger, or switch it on or off",
  description:
    "What is not given stays as it is; its kind always does. A schedule that is changed or switched on begins anew: times that passed meanwhile are not missed.",
  kind: "write",
  permission: "workflows:write",
  input: z.strictObject({ triggerId: Id, ...TriggerSettings }),
  output: NewTriggerView,
  rest: { method: "PATCH", path: "/triggers/{triggerId}" },
  mcp: { tool: "trigger_update", idempotent: true },
  remembered: (output) => ({ ...output, secret: null }),
  async run({ tx, now }, { triggerId, name, enabled, tags, ...given }) {
    const trigger = await lockTrigger(tx, triggerId);
    const checked = checkTrigger(given, now, trigger);
    const untimed = given.schedule === undefined && (enabled ?? trigger.enabled) === trigger.enabled;
    const [row] = await tx
      .update(triggers)
      .set({
        ...checked,
        ...(untimed ? { nextDueAt: trigger.nextDueAt } : {}),
        name: name ?? trigger.name,
        enabled: enabled ?? trigger.enabled,
        tags: tags ?? trigger.tags,
        updatedAt: now,
      })
      .where(eq(triggers.id, triggerId))
      .returning();
    if (!row) throw new Error("a locked trigger is gone");
    const made = given.secret === undefined && row.secret !== trigger.secret ? row.secret : null;
    return { ...triggerView(row, await lastStartOf(tx, triggerId)), url: null, secret: made };
  },
});
