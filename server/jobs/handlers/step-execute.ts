import { executeStep } from "@/server/engine/shell/execute-step";
import { withLogContext } from "@/server/platform/log";
import type { Handler } from "../handler";

export const stepExecute: Handler<"step.execute"> = (payload, signal) =>
  withLogContext({ runId: payload.runId }, () => executeStep(payload, signal));
