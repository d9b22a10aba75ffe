import { cancelOrphan } from "@/server/engine/shell/children";
import type { Handler } from "../handler";

export const childCancel: Handler<"child.cancel"> = ({ tenantId, runId }) => cancelOrphan(tenantId, runId);
