import type { TaskStatus } from "@/server/domain/tasks/schema";

export const VIEWS = ["mine", "teams", "unassigned", "open", "closed"] as const;
export type View = (typeof VIEWS)[number];

export const viewLabels: Record<View, string> = {
  mine: "Mine",
  teams: "My teams'",
  unassigned: "Unassigned",
  open: "All",
  closed: "Done",
};

export const SORTS = ["deadline", "newest"] as const;
export type Sort = (typeof SORTS)[number];

export const sortLabels: Record<Sort, string> = { deadline: "By deadline", newest: "Newest first" };

/** The states that a view can be narrowed to. */
export function statusesOf(view: View): TaskStatus[] {
  return view === "closed" ? ["completed", "expired", "cancelled"] : ["created", "assigned", "claimed"];
}

/** What the inbox shows, as its address says it. */
export type Filters = {
  view: View;
  sort: Sort;
  status?: TaskStatus | undefined;
  team?: string | undefined;
  text?: string | undefined;
};

const defaultView: View = "teams";
/** What is done has no deadline left to sort by. */
const defaultSort = (view: View): Sort => (view === "closed" ? "newest" : "deadline");

/** Reads the filters from an address; what is unknown there is left out. */
export function readFilters(search: { get(name: string): string | null }): Filters {
  const known = <T extends string>(name: string, values: readonly T[]): T | undefined =>
    values.find((value) => value === search.get(name));
  const view = known("view", VIEWS) ?? defaultView;
  return {
    view,
    sort: known("sort", SORTS) ?? defaultSort(view),
    status: known("status", statusesOf(view)),
    team: search.get("team") ?? undefined,
    text: search.get("q")?.trim() || undefined,
  };
}

/** The address of an inbox with these filters; defaults are left out. */
export function inboxAddress(filters: Filters): string {
  const search = new URLSearchParams();
  if (filters.view !== defaultView) search.set("view", filters.view);
  if (filters.sort !== defaultSort(filters.view)) search.set("sort", filters.sort);
  if (filters.status) search.set("status", filters.status);
  if (filters.team) search.set("team", filters.team);
  if (filters.text) search.set("q", filters.text);
  const query = search.toString();
  return query ? `/inbox?${query}` : "/inbox";
}

/** The same filters as `task.list` takes them: the page on the server and the list in the browser ask alike. */
export function listInput({ view, sort, status, team, text }: Filters) {
  return { view, sort, status: status ? [status] : undefined, team, text, limit: 50 };
}

/** Whether the list is narrowed beyond its view. */
export function isNarrowed({ status, team, text }: Filters): boolean {
  return Boolean(status || team || text);
}
