import { perform } from "@/server/operations/perform";
import { retargetCalendar } from "@/server/operations/sla/retarget-calendar";
import { systemActor } from "@/server/platform/actor";
import type { Handler } from "../handler";

export const slaRetarget: Handler<"sla.retarget"> = async ({ tenantId, calendar, after }) => {
  await perform(retargetCalendar, systemActor(tenantId), { calendar, after });
};
