import { perform } from "@/server/operations/perform";
import { missDeadline } from "@/server/operations/tasks/miss-deadline";
import { systemActor } from "@/server/platform/actor";
import type { Handler } from "../handler";

export const deadlineDue: Handler<"deadline.due"> = async ({ tenantId, deadlineId }) => {
  await perform(missDeadline, systemActor(tenantId), { deadlineId });
};
