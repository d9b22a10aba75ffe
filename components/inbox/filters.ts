import type {
  TaskFilter,
  TaskGrouping,
  TaskSort,
  TaskViewName,
  ViewQuery,
} from "@/server/domain/inbox/schema";
import type { TaskPriority, TaskStatus } from "@/server/domain/tasks/schema";

// Written out rather than imported, so that the list needs no validation code in the browser.
export const VIEWS = [
  "mine",
  "teams",
  "unassigned",
  "dueSoon",
  "breached",
  "waiting",
  "open",
  "closed",
] as const satisfies TaskViewName[];
export const SORTS = ["deadline", "priority", "newest", "oldest", "updated"] as const satisfies TaskSort[];
export const GROUPINGS = [
  "status",
  "team",
  "assignee",
  "priority",
  "workflow",
] as const satisfies TaskGrouping[];
export const PRIORITIES = ["urgent", "high", "normal", "low"] as const satisfies TaskPriority[];
const OPEN: TaskStatus[] = ["created", "assigned", "claimed"];
const CLOSED: TaskStatus[] = ["completed", "expired", "cancelled"];

/** What narrows a view by one of several values. */
export const LISTS = ["status", "team", "assignee", "priority", "workflow", "channel"] as const;
export type ListName = (typeof LISTS)[number];
/** What narrows it by time: exact times, or times so far from now (`-7d`). */
export const MOMENTS = ["createdAfter", "createdBefore", "dueAfter", "dueBefore"] as const;
export type MomentName = (typeof MOMENTS)[number];
/** What narrows it by deadlines that ran out: what is still to be done, or what was done late. */
export const MISSED = ["open", "late"] as const satisfies NonNullable<TaskFilter["missed"]>[];

/** What the inbox shows, as its address says it. */
export type Filters = {
  view: TaskViewName;
  sort: TaskSort;
  group?: TaskGrouping | undefined;
  text?: string | undefined;
  missed?: (typeof MISSED)[number] | undefined;
  /** The saved view that this began as. */
  saved?: string | undefined;
} & Partial<Record<ListName, string[] | undefined>> &
  Partial<Record<MomentName, string | undefined>>;

const defaultView: TaskViewName = "teams";
/** What is done has no deadline left to sort by. */
const defaultSort = (view: TaskViewName): TaskSort => (view === "closed" ? "updated" : "deadline");

/** The states that a view can be narrowed to. */
export function statusesOf(view: TaskViewName): TaskStatus[] {
  return view === "closed" ? CLOSED : OPEN;
}

/** Reads the filters from an address; what is unknown there is left out. */
export function readFilters(search: { get(name: string): string | null }): Filters {
  const known = <T extends string>(name: string, values: readonly T[]): T | undefined =>
    values.find((value) => value === search.get(name));
  const several = (name: ListName) => {
    const values = (search.get(name) ?? "").split(",").filter(Boolean);
    const fit =
      name === "status"
        ? values.filter((value) => statusesOf(view).some((status) => status === value))
        : name === "priority"
          ? values.filter((value) => PRIORITIES.some((priority) => priority === value))
          : values;
    return fit.length > 0 ? fit : undefined;
  };
  const view = known("view", VIEWS) ?? defaultView;
  const filters: Filters = { view, sort: known("sort", SORTS) ?? defaultSort(view) };
  filters.group = known("group", GROUPINGS);
  filters.missed = known("missed", MISSED);
  filters.text = search.get("q")?.trim() || undefined;
  filters.saved = search.get("saved") ?? undefined;
  for (const name of LISTS) filters[name] = several(name);
  for (const name of MOMENTS) filters[name] = moment(search.get(name));
  return clean(filters);
}

const MOMENT = /^([+-]\d{1,4}[mhd]|\d{4}-\d\d-\d\dT[\d:.]{5,15}(Z|[+-]\d\d:\d\d))$/;

function moment(value: string | null): string | undefined {
  return value !== null && MOMENT.test(value) ? value : undefined;
}

function clean(filters: Filters): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)) as Filters;
}

/** The address of an inbox with these filters, and a task open in it; defaults are left out. */
export function inboxAddress(filters: Filters, task?: string | null): string {
  const search = new URLSearchParams();
  const put = (name: string, value: string | undefined) => value && search.set(name, value);
  if (filters.view !== defaultView) put("view", filters.view);
  if (filters.sort !== defaultSort(filters.view)) put("sort", filters.sort);
  put("group", filters.group);
  for (const name of LISTS) put(name, filters[name]?.join(","));
  for (const name of MOMENTS) put(name, filters[name]);
  put("missed", filters.missed);
  put("q", filters.text);
  put("saved", filters.saved);
  put("task", task ?? undefined);
  const query = search.toString();
  return query ? `/inbox?${query}` : "/inbox";
}

/** A view as it is before anybody narrows it. */
export function plainView(view: TaskViewName): Filters {
  return { view, sort: defaultSort(view) };
}

/** The same filters as the operations take them: the page on the server and the list in the browser ask alike. */
export function filterInput({ sort: _sort, group: _group, saved: _saved, ...filter }: Filters) {
  return filter;
}

/** A page of the list, as the server and the browser ask for it alike. */
export function listInput(filters: Filters) {
  return { ...filterInput(filters), sort: filters.sort, limit: 100 };
}

/** The beginning of the list at an address of the inbox. */
export function inboxQuestion(address: string) {
  return { ...listInput(readFilters(new URLSearchParams(address.split("?")[1]))), limit: 50 };
}

/** What a saved view keeps of the filters. */
export function viewQuery(filters: Filters): ViewQuery {
  const { sort, group } = filters;
  return { filter: filterInput(filters) as ViewQuery["filter"], sort, ...(group ? { group } : {}) };
}

/** The filters of a saved view. */
export function filtersOf({ id, query }: { id: string; query: ViewQuery }): Filters {
  const { view = "open", ...filter } = query.filter;
  return clean({ ...filter, view, sort: query.sort, group: query.group, saved: id } as Filters);
}

/** Whether two lots of filters show the same, whatever they began as. */
export function isSameQuestion(one: Filters, other: Filters): boolean {
  const { saved: _one, ...first } = one;
  const { saved: _other, ...second } = other;
  return inboxAddress(first) === inboxAddress(second);
}

/** Whether the list is narrowed beyond its view. */
export function isNarrowed(filters: Filters): boolean {
  return (
    Boolean(filters.text) ||
    filters.missed !== undefined ||
    [...LISTS, ...MOMENTS].some((name) => filters[name] !== undefined)
  );
}

/** The filters without what narrows the view. */
export function widened({ view, sort, group }: Filters): Filters {
  return clean({ view, sort, group });
}
