import { z } from "zod";
import { revokeKey as revoke } from "@/server/domain/keys/queries";
import { KeyView } from "@/server/domain/keys/schema";
import { keyView } from "@/server/domain/keys/view";
import { Id } from "@/server/domain/schema";
import { operation } from "../operation";

export const revokeKey = operation({
  name: "key.revoke",
  summary: "Revoke an API key",
  description: "It opens nothing from its next request on.",
  kind: "write",
  permission: "admin:keys",
  input: z.strictObject({ keyId: Id }),
  output: KeyView,
  rest: { method: "DELETE", path: "/keys/{keyId}" },
  async run({ actor, tx, now }, { keyId }) {
    return keyView(await revoke(tx, now, actor.tenantId, keyId));
  },
});
