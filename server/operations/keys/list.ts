import { z } from "zod";
import { listKeys as listPage } from "@/server/domain/keys/queries";
import { KeyView } from "@/server/domain/keys/schema";
import { keyView } from "@/server/domain/keys/view";
import { PageInput, pageOf } from "@/server/domain/schema";
import { operation } from "../operation";

const Flag = z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")], {
  error: "must be true or false",
});

export const listKeys = operation({
  name: "key.list",
  summary: "List API keys",
  description: "Newest first, never with their secrets.",
  kind: "read",
  permission: "admin:keys",
  input: z.strictObject({
    query: z.string().trim().max(200).optional().describe("Words of the name"),
    includeRevoked: Flag.default(false),
    ...PageInput,
  }),
  output: pageOf(KeyView),
  rest: { method: "GET", path: "/keys" },
  async run({ actor, tx }, page) {
    const { rows, nextCursor } = await listPage(tx, actor.tenantId, page);
    return { data: rows.map(keyView), nextCursor };
  },
});
