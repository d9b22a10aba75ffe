import type { RunSpan } from "@/server/domain/runs/schema";

const awaited: Record<string, string> = {
  task: "Waiting for a person",
  signal: "Waiting for a signal",
  time: "Waiting for a time",
  child: "Waiting for another run",
  branches: "Waiting for its branches",
  first: "Waiting for the first of several",
  event: "Waiting for an event",
};

/** What a stretch of time was spent on, in words. */
export function spanWords({ what, awaits, error }: Pick<RunSpan, "what" | "awaits" | "error">): string {
  switch (what) {
    case "queue":
      return "In the queue";
    case "execution":
      return error ? "Executed, and failed" : "Executed";
    case "backoff":
      return "Paused before another attempt";
    case "stuck":
      return "Stuck, until somebody decides";
    default:
      return (awaits && awaited[awaits]) ?? "Waiting";
  }
}
