import { z } from "zod";
import { doneBy, findBulk, showBulk, startBulk } from "@/server/domain/bulks/queries";
import { BulkView } from "@/server/domain/bulks/schema";
import { Id } from "@/server/domain/schema";
import { conflict } from "@/server/platform/errors";
import { operation } from "../operation";

export const undoBulk = operation({
  name: "bulk.undo",
  summary: "Take back an act on many tasks",
  description:
    "Each task to which something else has happened since is left as it is, and says so. What was cancelled stays so.",
  kind: "write",
  permission: "tasks:write",
  input: z.strictObject({ bulkId: Id }),
  output: BulkView,
  rest: { method: "POST", path: "/bulks/{bulkId}/undo", status: () => 202 },
  async run({ actor, tx, now }, { bulkId }) {
    const { action } = await findBulk(tx, actor, bulkId);
    if (action.type === "cancel" || action.type === "undo") {
      throw conflict("nothing_to_undo", "This can't be taken back.");
    }
    const undo = { action: { type: "undo" as const }, taskIds: await doneBy(tx, bulkId), undoes: bulkId };
    return showBulk(tx, actor, await startBulk(tx, now, actor, undo));
  },
});
