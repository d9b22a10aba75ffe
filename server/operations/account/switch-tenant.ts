import { z } from "zod";
import { seatsOf } from "@/server/domain/account/queries";
import { SeatView } from "@/server/domain/account/schema";
import { lookAt } from "@/server/domain/account/sessions";
import { Id } from "@/server/domain/schema";
import { notFound, unauthenticated } from "@/server/platform/errors";
import { visitorOperation } from "../operation";

export const switchTenant = visitorOperation({
  name: "account.switchTenant",
  summary: "Look at another workspace of one's own",
  kind: "write",
  access: "signedIn",
  input: z.strictObject({ tenantId: Id }),
  output: SeatView,
  async run({ tx, now, visitor }, { tenantId }) {
    const { userId, sessionId } = visitor;
    if (!userId || !sessionId) throw unauthenticated("Sign in first.");
    const seat = (await seatsOf(tx, userId)).find((tenant) => tenant.id === tenantId);
    if (!seat) throw notFound("workspace of yours", tenantId);
    await lookAt(tx, now, sessionId, tenantId);
    return seat;
  },
});
