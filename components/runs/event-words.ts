import type { useTranslations } from "next-intl";
import type { RunHistoryEntry } from "@/server/domain/runs/schema";

type Translate = ReturnType<typeof useTranslations<"runs.events">>;

const known = [
  "run.started",
  "run.cancelled",
  "run.paused",
  "run.resumed",
  "run.retried",
  "run.skipped",
  "run.failed",
  "run.forked",
  "step.succeeded",
  "step.failed",
  "task.completed",
  "task.expired",
  "task.cancelled",
  "child.finished",
  "event.received",
  "signal.received",
] as const;

const timers = ["retry", "timeout", "delay"] as const;

/** What happened, in words; a kind that is not known here by its own name. */
function whatOf(t: Translate, type: string, timer: unknown): string {
  if (type === "timer.fired") return t(`timer_${timers.find((name) => name === timer) ?? "fired"}`);
  const name = known.find((one) => one === type);
  // A dot in a key would be a level of the catalogue.
  return name ? t(name.replace(".", "_") as `${"run"}_started`) : type;
}

/** An event in words, the step or signal it was about, and who did it or what it said. */
export function eventWords(
  t: Translate,
  { type, event }: Pick<RunHistoryEntry, "type" | "event">,
): {
  what: string;
  where: string | null;
  more: string | null;
} {
  const where = typeof event.key === "string" ? event.key.replace(/#1$/, "") : event.name;
  const what = whatOf(t, type, event.timer);
  return { what, where: typeof where === "string" ? where : null, more: moreOf(t, event) };
}

function moreOf(
  t: Translate,
  { error, reason, by, output, attempt, type }: RunHistoryEntry["event"],
): string | null {
  const message = text(error, "message");
  if (message) {
    return type === "step.failed" && typeof attempt === "number"
      ? t("attempt", { attempt, message })
      : message;
  }
  const who = text(by, "name") ?? text(output, "answeredBy") ?? nested(output, "answeredBy");
  const why = typeof reason === "string" ? reason : null;
  return [who ? t("by", { name: who }) : null, why].filter(Boolean).join(": ") || null;
}

function text(value: unknown, key: string): string | null {
  if (typeof value !== "object" || value === null) return null;
  const found = (value as Record<string, unknown>)[key];
  return typeof found === "string" ? found : null;
}

function nested(value: unknown, key: string): string | null {
  if (typeof value !== "object" || value === null) return null;
  return text((value as Record<string, unknown>)[key], "name");
}
