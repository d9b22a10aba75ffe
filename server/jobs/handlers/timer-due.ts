import { fireTimer } from "@/server/engine/shell/fire-timer";
import type { Handler } from "../handler";

export const timerDue: Handler<"timer.due"> = ({ tenantId, timerId }) => fireTimer(tenantId, timerId);
