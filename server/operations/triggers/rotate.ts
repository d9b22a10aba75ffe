import { eq } from "drizzle-orm";
import { z } from "zod";
import { triggers } from "@/db/schema/triggers";
import { Id } from "@/server/domain/schema";
import { lastStartOf, lockTrigger } from "@/server/domain/triggers/queries";
import { NewTriggerView } from "@/server/domain/triggers/schema";
import { hashHookToken, hookUrl, newHookToken } from "@/server/domain/triggers/token";
import { triggerView } from "@/server/domain/triggers/view";
import { conflict } from "@/server/platform/errors";
import { operation } from "../operation";

export const rotateTrigger = operation({
  name: "trigger.rotate",
  summary: "Give a webhook a new address",
  description: "The old one opens nothing from then on. The new `url` is shown once.",
  kind: "write",
  permission: "workflows:write",
  input: z.strictObject({ triggerId: Id }),
  output: NewTriggerView,
  rest: { method: "POST", path: "/triggers/{triggerId}/rotate" },
  remembered: (output) => ({ ...output, url: null }),
  async run({ tx, now }, { triggerId }) {
    const trigger = await lockTrigger(tx, triggerId);
    if (!trigger.tokenHash) throw conflict("trigger_has_no_address", "Only a webhook has an address.");
    const token = newHookToken();
    const tokenHash = hashHookToken(token);
    await tx.update(triggers).set({ tokenHash, updatedAt: now }).where(eq(triggers.id, triggerId));
    const view = triggerView({ ...trigger, updatedAt: now }, await lastStartOf(tx, triggerId));
    return { ...view, url: hookUrl(token), secret: null };
  },
});
