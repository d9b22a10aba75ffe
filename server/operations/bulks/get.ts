import { z } from "zod";
import { showBulk } from "@/server/domain/bulks/queries";
import { BulkView } from "@/server/domain/bulks/schema";
import { Id } from "@/server/domain/schema";
import { operation } from "../operation";

export const getBulk = operation({
  name: "bulk.get",
  summary: "Get how far an act on many tasks is",
  kind: "read",
  permission: "tasks:write",
  input: z.strictObject({ bulkId: Id }),
  output: BulkView,
  rest: { method: "GET", path: "/bulks/{bulkId}" },
  run: ({ actor, tx }, { bulkId }) => showBulk(tx, actor, bulkId),
});
