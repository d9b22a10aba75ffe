import { parseDuration, readDurations } from "@/server/platform/duration";
import { type FieldError, invalid } from "@/server/platform/errors";
import type { AskedSla, TaskSla } from "./schema";

/** Turns an SLA's durations into milliseconds. @throws Invalid naming each that is none. */
export function askedSla(sla: TaskSla | undefined): AskedSla | undefined {
  if (!sla) return undefined;
  const errors: FieldError[] = [];
  const read = (text: string, path: string): number => {
    try {
      return parseDuration(text);
    } catch (error) {
      const message = error instanceof Error ? error.message : "is no duration";
      errors.push({ path: `sla.${path}`, message });
      return 0;
    }
  };
  const asked = readDurations(sla, read) as AskedSla;
  for (const [i, { on }] of (sla.escalate ?? []).entries()) {
    // With a policy the clock may be the policy's.
    if (sla[on] !== undefined || sla.policy !== undefined || sla.usual) continue;
    errors.push({ path: `sla.escalate.${i}.on`, message: `the SLA sets no ${on}` });
  }
  if (errors.length > 0) throw invalid("The SLA can't be used; see `errors`.", errors);
  return asked;
}
