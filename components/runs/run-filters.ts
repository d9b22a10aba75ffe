import { runStatuses } from "@/components/ui/status";
import type { RunStatus } from "@/server/domain/runs/schema";

/** The state that an address narrows the list to, if it is one. */
export function readStatus(status: string | null | undefined): RunStatus | undefined {
  return runStatuses.find((known) => known === status);
}

/** How the list of runs is asked for, by the page on the server and by the browser alike. */
export function runListInput(status: RunStatus | undefined) {
  return { status: status ? [status] : undefined, limit: 50 };
}
