import { z } from "zod";
import { createKey as create } from "@/server/domain/keys/queries";
import { KeyName, KeyScopes, NewKeyView } from "@/server/domain/keys/schema";
import { keyView } from "@/server/domain/keys/view";
import { AppError } from "@/server/platform/errors";
import { operation } from "../operation";

export const createKey = operation({
  name: "key.create",
  summary: "Make an API key",
  description: "The secret is shown once. A key may do no more than whoever makes it.",
  kind: "write",
  permission: "admin:keys",
  input: z.strictObject({ name: KeyName, scopes: KeyScopes }),
  output: NewKeyView,
  rest: { method: "POST", path: "/keys", status: () => 201 },
  remembered: (output) => ({ ...output, secret: null }),
  async run({ actor, tx, now }, { name, scopes }) {
    const beyond = scopes.filter((scope) => !actor.permissions.has(scope));
    if (beyond.length > 0) {
      throw new AppError({
        kind: "Forbidden",
        code: "scopes_beyond_own",
        message: `A key may do no more than whoever makes it, and you may not: ${beyond.join(", ")}.`,
        errors: [{ path: "scopes", message: `you may not give ${beyond.join(", ")}` }],
      });
    }
    const { key, secret } = await create({ tx, now, actor }, { name, scopes });
    return { ...keyView(key), secret };
  },
});
