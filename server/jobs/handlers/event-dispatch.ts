import { dispatchEvent } from "@/server/operations/triggers/dispatch";
import type { Handler } from "../handler";

export const eventDispatch: Handler<"event.dispatch"> = ({ tenantId, eventId }) =>
  dispatchEvent(tenantId, eventId);
