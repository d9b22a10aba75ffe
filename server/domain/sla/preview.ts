import { asc } from "drizzle-orm";
import { teams } from "@/db/schema/members";
import type { Tx } from "@/db/tenancy";
import { type Planned, planDeadlines } from "@/server/domain/tasks/deadlines";
import type { AskedSla, ResolvedSla, TaskPriority } from "@/server/domain/tasks/schema";
import type { Entry, SlaBook } from "./book";
import { closedBetween } from "./business-time";
import { clockTime } from "./clock-time";
import { clocksOf, ofPolicy, pausedBy, resolveSla } from "./resolve";
import type { PolicySpec, PreviewView } from "./schema";

interface Asked {
  at: Date;
  priority: TaskPriority;
  /** A policy as it is being written; else the SLA that would count for a task so made. */
  spec?: PolicySpec | undefined;
  policy?: string | undefined;
  /** What the task asks for itself. */
  asked?: AskedSla | undefined;
  team?: string | undefined;
  workflow?: string | undefined;
}

/** Stretches of closed hours that a timeline gets at most. */
const MAX_CLOSED = 60;

/** What will happen to a task made at a time, if nobody does anything. */
export async function previewSla(tx: Tx, book: SlaBook, asked: Asked): Promise<PreviewView> {
  const names = await teamNames(tx, asked.team);
  const sla = slaFor(book, asked, names.policy);
  const from = asked.at;
  const calendar = book.calendar.get(sla?.calendar?.name ?? "");
  const time = clockTime(sla ?? null, calendar?.spec);
  const planned = sla ? planDeadlines(sla) : [];
  const events = planned
    .map((one) => ({
      at: time.add(one.clock, from, one.afterMs),
      ...inWords(sla ?? {}, one, names.bySlug),
      clock: one.clock,
    }))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  // Nothing happens to a task any more once it has expired.
  const end = events.findIndex(({ act }) => act === "expire");
  const shown = end === -1 ? events : events.slice(0, end + 1);
  const until = shown.at(-1)?.at ?? from;
  const closed = calendar ? closedBetween(calendar.spec, from.getTime(), until.getTime(), MAX_CLOSED) : [];
  return {
    at: from.toISOString(),
    source: sla?.source ?? null,
    policy: policyOf(book, sla, asked),
    calendar: calendar
      ? { name: calendar.name, title: calendar.title, timeZone: calendar.spec.timeZone }
      : null,
    businessTime: sla?.businessTime ?? [],
    pauses: sla
      ? { snoozed: [...pausedBy(sla, "snoozed")], waiting: [...pausedBy(sla, "waiting")] }
      : { snoozed: [], waiting: [] },
    clocks: sla ? clocksOf(sla).map((clock) => ({ clock, withinMs: sla[clock] ?? 0 })) : [],
    events: shown.map((event) => ({
      ...event,
      at: event.at.toISOString(),
      afterMs: event.at.getTime() - from.getTime(),
    })),
    closed: closed.map((span) => ({
      from: new Date(span.from).toISOString(),
      until: new Date(span.until).toISOString(),
    })),
  };
}

function slaFor(
  book: SlaBook,
  { spec, policy, asked, workflow, priority }: Asked,
  teamPolicy: string | null,
): ResolvedSla | undefined {
  if (spec) {
    const draft: Entry<"policy"> = {
      id: "",
      name: policy ?? "draft",
      title: "",
      version: 0,
      isDefault: false,
      spec,
    };
    return ofPolicy(book, draft, priority, "tenant");
  }
  return resolveSla(book, { asked, workflow, teamPolicy, priority });
}

function policyOf(book: SlaBook, sla: ResolvedSla | undefined, { spec }: Asked): PreviewView["policy"] {
  if (!sla?.policy || spec) return null;
  const { name, version } = sla.policy;
  return { name, version, title: book.policy.get(name)?.title ?? name };
}

function inWords(sla: ResolvedSla, { clock, escalation }: Planned, names: Map<string, string>) {
  if (escalation === null)
    return { act: clock === "expireAfter" ? ("expire" as const) : ("missed" as const), to: null };
  const step = sla.escalate?.[escalation];
  const assignTo = step?.assignTo;
  const who = assignTo && ("team" in assignTo ? (names.get(assignTo.team) ?? assignTo.team) : assignTo.user);
  return { act: step?.do ?? ("reassign" as const), to: who ?? step?.priority ?? null };
}

async function teamNames(tx: Tx, team: string | undefined) {
  const rows = await tx
    .select({ id: teams.id, slug: teams.slug, name: teams.name, policy: teams.slaPolicy })
    .from(teams)
    .orderBy(asc(teams.name));
  return {
    bySlug: new Map(rows.flatMap(({ id, slug, name }) => [[id, name] as const, [slug, name] as const])),
    policy: rows.find(({ id, slug }) => id === team || slug === team)?.policy ?? null,
  };
}
