import { z } from "zod";
import { Id, PageInput, pageOf } from "@/server/domain/schema";
import { findTrigger, listDeliveries } from "@/server/domain/triggers/queries";
import { DeliveryStatus, DeliveryView } from "@/server/domain/triggers/schema";
import { deliveryView } from "@/server/domain/triggers/view";
import { operation } from "../operation";

export const listDeliveriesOperation = operation({
  name: "trigger.deliveries",
  summary: "List what reached a trigger and what came of it, newest first",
  description: "Kept for 30 days.",
  kind: "read",
  permission: "workflows:read",
  input: z.strictObject({ triggerId: Id, status: DeliveryStatus.optional(), ...PageInput }),
  output: pageOf(DeliveryView),
  rest: { method: "GET", path: "/triggers/{triggerId}/deliveries" },
  mcp: { tool: "trigger_deliveries" },
  async run({ tx }, { triggerId, limit, cursor, ...filter }) {
    await findTrigger(tx, triggerId);
    const { rows, nextCursor } = await listDeliveries(tx, triggerId, filter, { limit, cursor });
    return { data: rows.map(deliveryView), nextCursor };
  },
});
