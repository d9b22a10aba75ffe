import { reportChild } from "@/server/engine/shell/children";
import type { Handler } from "../handler";

export const childReport: Handler<"child.report"> = ({ tenantId, runId }) => reportChild(tenantId, runId);
