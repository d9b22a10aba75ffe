import { hear } from "@/server/engine/shell/hear";
import { withLogContext } from "@/server/platform/log";
import type { Handler } from "../handler";

export const runHear: Handler<"run.hear"> = (wait) => withLogContext({ runId: wait.runId }, () => hear(wait));
