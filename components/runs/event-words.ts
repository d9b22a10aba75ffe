import type { RunHistoryEntry } from "@/server/domain/runs/schema";

const words: Record<string, string> = {
  "run.started": "Run started",
  "run.cancelled": "Run cancelled",
  "run.paused": "Run paused",
  "run.resumed": "Run resumed",
  "run.retried": "Tried again by hand",
  "run.skipped": "Skipped by hand",
  "run.failed": "Failed by hand",
  "run.forked": "Forked from another run",
  "step.succeeded": "Step succeeded",
  "step.failed": "Attempt failed",
  "task.completed": "Task completed",
  "task.expired": "Task expired",
  "task.cancelled": "Task cancelled",
  "child.finished": "Started run ended",
  "event.received": "Event received",
  "signal.received": "Signal received",
};

const timers: Record<string, string> = {
  retry: "Time to try again",
  timeout: "Time ran out",
  delay: "The wait is over",
};

/** An event in words, the step or signal it was about, and who did it or what it said. */
export function eventWords({ type, event }: Pick<RunHistoryEntry, "type" | "event">): {
  what: string;
  where: string | null;
  more: string | null;
} {
  const where = typeof event.key === "string" ? event.key.replace(/#1$/, "") : event.name;
  const what =
    type === "timer.fired" ? (timers[String(event.timer)] ?? "Timer fired") : (words[type] ?? type);
  return { what, where: typeof where === "string" ? where : null, more: moreOf(event) };
}

function moreOf({ error, reason, by, output, attempt, type }: RunHistoryEntry["event"]): string | null {
  const tried = type === "step.failed" && typeof attempt === "number" ? `attempt ${attempt}: ` : "";
  const message = text(error, "message");
  if (message) return `${tried}${message}`;
  const who = text(by, "name") ?? text(output, "answeredBy") ?? nested(output, "answeredBy");
  const why = typeof reason === "string" ? reason : null;
  return [who ? `by ${who}` : null, why].filter(Boolean).join(": ") || null;
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
