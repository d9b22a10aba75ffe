import { runStatuses } from "@/components/ui/status";
import type { RunStatus } from "@/server/domain/runs/schema";

/** What the list of runs shows, as its address says it. */
export interface RunFilters {
  status: RunStatus[];
  workflow?: string | undefined;
  tag?: string | undefined;
  /** An id, a part of one, or a part of a workflow's name. */
  text?: string | undefined;
}

/** Reads the filters from an address; what is unknown there is left out. */
export function readRunFilters(search: { get(name: string): string | null }): RunFilters {
  const asked = (search.get("status") ?? "").split(",");
  return {
    status: runStatuses.filter((status) => asked.includes(status)),
    workflow: search.get("workflow") || undefined,
    tag: search.get("tag") || undefined,
    text: search.get("q")?.trim() || undefined,
  };
}

/** The address of a list with these filters. */
export function runsAddress({ status, workflow, tag, text }: RunFilters): string {
  const parts = [
    // Commas are legal in a query, and read better than %2C.
    status.length > 0 ? `status=${status.join(",")}` : "",
    workflow ? `workflow=${encodeURIComponent(workflow)}` : "",
    tag ? `tag=${encodeURIComponent(tag)}` : "",
    text ? `q=${encodeURIComponent(text)}` : "",
  ].filter(Boolean);
  return parts.length === 0 ? "/runs" : `/runs?${parts.join("&")}`;
}

/** How the list of runs is asked for, by the page on the server and by the browser alike. */
export function runListInput({ status, ...rest }: RunFilters) {
  return { status: status.length > 0 ? status : undefined, ...runCountsInput(rest), limit: 50 };
}

/** The same for the counts, which are of every status. */
export function runCountsInput({ workflow, tag, text }: Omit<RunFilters, "status">) {
  return { workflow, tags: tag ? [tag] : undefined, text };
}

/** Whether the list is narrowed at all. */
export function isNarrowed({ status, workflow, tag, text }: RunFilters): boolean {
  return status.length > 0 || Boolean(workflow || tag || text);
}
