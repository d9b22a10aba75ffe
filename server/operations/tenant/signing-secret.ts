import { z } from "zod";
import { findTenant } from "@/server/domain/tenants/queries";
import { operation } from "../operation";

export const getSigningSecret = operation({
  name: "tenant.signingSecret",
  summary: "Get the secret that callbacks are signed with",
  description:
    "Callbacks carry Standard Webhooks headers (webhook-id, webhook-timestamp, webhook-signature). Verify them with this secret.",
  kind: "read",
  permission: "admin:settings",
  input: z.strictObject({}),
  output: z.object({ secret: z.string() }),
  rest: { method: "GET", path: "/tenant/signing-secret" },
  async run({ actor, tx }) {
    const { webhookSecret } = await findTenant(tx, actor.tenantId);
    return { secret: webhookSecret };
  },
});
