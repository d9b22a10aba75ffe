import type { ConversationSort } from "@/server/domain/conversations/schema";

export const VIEWS = ["open", "needsReply", "mine", "closed", "archived"] as const;
export type View = (typeof VIEWS)[number];

export const SORTS = ["activity", "waiting", "created"] as const satisfies ConversationSort[];
type Sort = (typeof SORTS)[number];

/** How far back the last message may be, in days. */
export const PERIODS = ["1", "7", "30"] as const;
type Period = (typeof PERIODS)[number];

/** What the list of conversations shows, as its address says it. */
export interface Filters {
  view: View;
  channel?: string | undefined;
  period?: Period | undefined;
  sort: Sort;
  text?: string | undefined;
}

function oneOf<T extends string>(known: readonly T[], asked: string | null): T | undefined {
  return known.find((value) => value === asked);
}

/** Reads the filters from an address; what is unknown there is left out. */
export function readFilters(search: { get(name: string): string | null }): Filters {
  return {
    view: oneOf(VIEWS, search.get("view")) ?? "open",
    channel: search.get("channel") || undefined,
    period: oneOf(PERIODS, search.get("days")),
    sort: oneOf(SORTS, search.get("sort")) ?? "activity",
    text: search.get("q")?.trim() || undefined,
  };
}

/** The address of the list with these filters, or of one of its conversations. */
export function addressOf({ view, channel, period, sort, text }: Filters, id?: string): string {
  const query = new URLSearchParams();
  if (view !== "open") query.set("view", view);
  if (channel) query.set("channel", channel);
  if (period) query.set("days", period);
  if (sort !== "activity") query.set("sort", sort);
  if (text) query.set("q", text);
  const path = id ? `/conversations/${id}` : "/conversations";
  return query.size > 0 ? `${path}?${query}` : path;
}

const DAY_MS = 86_400_000;

/** How the list is asked for. A search orders by what fits best; a period begins at midnight, so that it asks alike. */
export function listInput(
  { view, channel, period, sort, text }: Filters,
  meId: string | undefined,
  today: number,
) {
  return {
    limit: 40,
    notes: true,
    ...viewInput(view, meId, Boolean(text)),
    ...(channel ? { channel: [channel] } : {}),
    ...(period ? { from: new Date(today - (Number(period) - 1) * DAY_MS).toISOString() } : {}),
    ...(text ? { search: text } : { sort }),
  };
}

function viewInput(view: View, meId: string | undefined, searched: boolean) {
  switch (view) {
    case "open":
      // Who looks for words wants to find them, also where all is settled.
      return { status: searched ? (["active", "closed"] as const) : (["active"] as const) };
    case "needsReply":
      return { needsReply: true };
    case "mine":
      return { status: ["active" as const], ...(meId ? { with: meId } : {}) };
    case "closed":
      return { status: ["closed" as const] };
    case "archived":
      return { status: ["archived" as const] };
  }
}

/** Whether the list is narrowed beside its view. */
export function isNarrowed({ channel, period, text }: Filters): boolean {
  return Boolean(channel || period || text);
}
