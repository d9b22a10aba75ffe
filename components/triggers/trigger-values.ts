import type { TriggerKind, TriggerView } from "@/server/domain/triggers/schema";
import { parseJsonObject, type SayTyped } from "../ui/json-editor";

/** What a person says of a trigger, as the form holds it. Empty is what was not said. */
export interface TriggerValues {
  workflow: string;
  name: string;
  kind: TriggerKind;
  scheme: "none" | "hmac" | "standard";
  header: string;
  encoding: "hex" | "base64";
  prefix: string;
  dedupe: "header" | "body" | "none";
  rhythm: "cron" | "rrule";
  cron: string;
  rrule: string;
  startsAt: string;
  timeZone: string;
  missed: "skip" | "once" | "all";
  event: string;
  condition: string;
  /** The template of a run's input, as JSON. */
  template: string;
}

export type TriggerField = keyof TriggerValues;

/** The form for a trigger that is there, or for a new one. */
export function valuesOf(
  trigger: TriggerView | undefined,
  workflow: string,
  timeZone: string,
): TriggerValues {
  const { webhook, schedule, event } = trigger ?? {};
  const verify = webhook?.verify;
  const hmac = verify?.scheme === "hmac" ? verify : undefined;
  return {
    workflow: trigger?.workflow ?? workflow,
    name: trigger?.name ?? "",
    kind: trigger?.kind ?? "webhook",
    scheme: verify?.scheme ?? "standard",
    header: hmac?.header ?? "x-signature",
    encoding: hmac?.encoding ?? "hex",
    prefix: hmac?.prefix ?? "",
    dedupe: webhook?.dedupe.by ?? "header",
    rhythm: schedule?.rrule === undefined ? "cron" : "rrule",
    cron: schedule?.cron ?? "0 9 * * MON-FRI",
    rrule: schedule?.rrule ?? "FREQ=WEEKLY;BYDAY=MO",
    startsAt: schedule?.startsAt ?? "",
    timeZone: schedule?.timeZone ?? timeZone,
    missed: schedule?.missed ?? "once",
    event: event?.name ?? "task.completed",
    condition: event?.condition ?? "",
    template: trigger?.input ? JSON.stringify(trigger.input, null, 2) : "",
  };
}

/** The schedule that the form describes. */
export function scheduleOf({ rhythm, cron, rrule, startsAt, timeZone, missed }: TriggerValues) {
  if (rhythm === "cron") return { cron: cron.trim(), timeZone: timeZone.trim(), missed };
  const begins = startsAt.trim() === "" ? {} : { startsAt: startsAt.trim() };
  return { rrule: rrule.trim(), ...begins, timeZone: timeZone.trim(), missed };
}

/** What is sent for the form, or what is wrong with its template. */
export function inputOf(values: TriggerValues, say: SayTyped, before?: TriggerView) {
  const template = values.template.trim();
  const read = template === "" ? { value: null } : parseJsonObject(template, say);
  if ("problem" in read) return { problem: read.problem };
  return {
    input: {
      ...(values.name.trim() === "" ? {} : { name: values.name.trim() }),
      input: read.value as Record<string, never> | null,
      ...configOf(values, before),
    },
  };
}

function configOf(values: TriggerValues, before: TriggerView | undefined) {
  if (values.kind === "schedule") return { schedule: scheduleOf(values) };
  if (values.kind === "event") {
    const condition = values.condition.trim();
    return { event: { name: values.event as "task.completed", ...(condition === "" ? {} : { condition }) } };
  }
  const { scheme, header, encoding, prefix, dedupe } = values;
  const verify = scheme === "hmac" ? { scheme, header: header.trim(), encoding, prefix } : { scheme };
  // The header that names a delivery is one that only programs change.
  const known = before?.webhook?.dedupe;
  const by = dedupe === known?.by ? known : { by: dedupe };
  return { webhook: { verify, dedupe: by } };
}

const FIELDS: [start: string, field: TriggerField][] = [
  ["schedule.timeZone", "timeZone"],
  ["schedule.startsAt", "startsAt"],
  ["schedule.rrule", "rrule"],
  ["schedule", "cron"],
  ["event.condition", "condition"],
  ["event", "event"],
  ["webhook.verify", "header"],
  ["workflow", "workflow"],
  ["name", "name"],
  ["input", "template"],
];

/** The field that a place of the input is typed in. */
export function fieldOf(path: string): TriggerField | undefined {
  return FIELDS.find(([start]) => path === start || path.startsWith(`${start}.`))?.[1];
}
