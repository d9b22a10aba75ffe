import { parseDuration } from "@/server/platform/duration";
import { type FieldError, invalid } from "@/server/platform/errors";
import type { ResolvedSla, TaskSla } from "./schema";

/** Turns an SLA's durations into milliseconds. @throws Invalid naming each that is none. */
export function resolveSla(sla: TaskSla | undefined): ResolvedSla | undefined {
  if (!sla) return undefined;
  const errors: FieldError[] = [];
  const ms = (path: string, text: string | undefined): number | undefined => {
    if (text === undefined) return undefined;
    try {
      return parseDuration(text);
    } catch (error) {
      errors.push({
        path: `sla.${path}`,
        message: error instanceof Error ? error.message : "is no duration",
      });
      return undefined;
    }
  };
  const resolved = {
    claimWithin: ms("claimWithin", sla.claimWithin),
    completeWithin: ms("completeWithin", sla.completeWithin),
    expireAfter: ms("expireAfter", sla.expireAfter),
    escalate: sla.escalate?.map((step, i) => {
      if (sla[step.on] === undefined)
        errors.push({ path: `sla.escalate.${i}.on`, message: `the SLA sets no ${step.on}` });
      return { on: step.on, after: ms(`escalate.${i}.after`, step.after), assignTo: step.assignTo };
    }),
  };
  if (errors.length > 0) throw invalid("The SLA can't be used; see `errors`.", errors);
  return JSON.parse(JSON.stringify(resolved)) as ResolvedSla;
}
