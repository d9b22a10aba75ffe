/** The shapes of an API key that doors and pages share. Zod only: pages import this file. */
import { z } from "zod";
import { ActorRefView, DisplayName } from "@/server/domain/schema";
import { KEY_SCOPES, PERMISSIONS } from "@/server/platform/permissions";

export const KeyName = DisplayName;

/** What a key may do: at least one of the scopes, each once. */
export const KeyScopes = z
  .array(z.enum(KEY_SCOPES, { error: `must be one of ${KEY_SCOPES.join(", ")}` }))
  .min(1, "choose at least one")
  .transform((scopes) => KEY_SCOPES.filter((scope) => scopes.includes(scope)));

export const KeyView = z.object({
  id: z.string(),
  name: z.string(),
  /** The secret's first characters, to recognise it by. */
  prefix: z.string(),
  scopes: z.array(z.enum(PERMISSIONS)),
  createdBy: ActorRefView,
  createdAt: z.string(),
  /** To the minute. */
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
export type KeyView = z.infer<typeof KeyView>;

/** A new key with its secret, which nobody can show again: null when the same request is repeated. */
export const NewKeyView = KeyView.extend({ secret: z.string().nullable() });
