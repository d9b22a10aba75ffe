import { eq } from "drizzle-orm";
import { z } from "zod";
import { triggers } from "@/db/schema/triggers";
import { Id } from "@/server/domain/schema";
import { lastStartOf, lockTrigger } from "@/server/domain/triggers/queries";
import { NewTriggerView } from "@/server/domain/triggers/schema";
import { newHookSecret } from "@/server/domain/triggers/token";
import { triggerView } from "@/server/domain/triggers/view";
import { conflict } from "@/server/platform/errors";
import { operation } from "../operation";

export const rotateTriggerSecret = operation({
  name: "trigger.rotateSecret",
  summary: "Give a webhook a new signing secret",
  description: "What is signed with the old one is refused from then on. The new `secret` is shown once.",
  kind: "write",
  permission: "workflows:write",
  input: z.strictObject({ triggerId: Id }),
  output: NewTriggerView,
  rest: { method: "POST", path: "/triggers/{triggerId}/rotate-secret" },
  remembered: (output) => ({ ...output, secret: null }),
  async run({ tx, now }, { triggerId }) {
    const trigger = await lockTrigger(tx, triggerId);
    if (trigger.secret === null)
      throw conflict("trigger_has_no_secret", "Only a webhook that verifies a signature has a secret.");
    const secret = newHookSecret();
    await tx.update(triggers).set({ secret, updatedAt: now }).where(eq(triggers.id, triggerId));
    const view = triggerView({ ...trigger, updatedAt: now }, await lastStartOf(tx, triggerId));
    return { ...view, url: null, secret };
  },
});
