import type {
  AskedSla,
  DeadlineClock,
  PauseReason,
  ResolvedEscalation,
  ResolvedSla,
  SlaMillis,
  SlaSource,
  TaskPriority,
} from "@/server/domain/tasks/schema";
import { DEADLINE_CLOCKS, SLA_CLOCKS } from "@/server/domain/tasks/schema";
import { parseDuration, readDurations } from "@/server/platform/duration";
import { invalid } from "@/server/platform/errors";
import type { Entry, SlaBook } from "./book";
import { MAX_ESCALATIONS, type PolicySpec } from "./schema";

/** What decides a task's SLA, from the nearest word to the farthest. */
export interface SlaQuestion {
  /** What the step or call asks for; without it the next that has a policy counts. */
  asked?: AskedSla | undefined;
  workflow?: string | undefined;
  /** The name of the team's policy. */
  teamPolicy?: string | null | undefined;
  priority: TaskPriority;
}

/**
 * The SLA of a task as it is kept with it. A step's own times come before the policy that it names, and a step that
 * writes times and names no policy has these alone; then come the workflow's policy, the team's, the workspace's.
 * @throws Invalid (`unknown_sla`) when a policy, calendar or chain that the step names is not there
 */
export function resolveSla(book: SlaBook, question: SlaQuestion): ResolvedSla | undefined {
  const { asked, workflow, teamPolicy, priority } = question;
  if (asked) return resolveAsked(book, asked, question);
  const named: [SlaSource, Entry<"policy"> | undefined][] = [
    ["workflow", book.policy.get(book.workflows.get(workflow ?? "") ?? "")],
    ["team", book.policy.get(teamPolicy ?? "")],
    ["tenant", book.defaultPolicy],
  ];
  for (const [source, policy] of named) if (policy) return ofPolicy(book, policy, priority, source);
  return undefined;
}

function resolveAsked(book: SlaBook, asked: AskedSla, question: SlaQuestion): ResolvedSla {
  const { policy, usual, calendar, escalation, escalate, ...times } = asked;
  const under = policy
    ? ofPolicy(book, named(book, "policy", policy), question.priority, "step")
    : usual
      ? resolveSla(book, { ...question, asked: undefined })
      : undefined;
  const base: ResolvedSla = (usual ? besides(times, under) : under) ?? { source: "step" };
  const resolved: ResolvedSla = { ...base, ...times };
  if (calendar) {
    const { name, version } = named(book, "calendar", calendar);
    resolved.calendar = { name, version };
    resolved.businessTime = [...SLA_CLOCKS];
  }
  const chain = escalation ? chainSteps(named(book, "chain", escalation)) : undefined;
  if (chain || escalate) resolved.escalate = [...(chain ?? []), ...(escalate ?? [])].flatMap(unrolled);
  return resolved;
}

/**
 * What of the SLA that counts anyway stays in force beside a call's own times. These are moments that somebody chose,
 * whatever the business hours; and what is due later than its expiry does not expire before.
 */
function besides(own: SlaMillis, usual: ResolvedSla | undefined): ResolvedSla {
  if (!usual) return { source: "step" };
  const { calendar, businessTime, expireAfter, ...rest } = usual;
  const inHours = businessTime?.filter((clock) => own[clock] === undefined) ?? [];
  const due = own.completeWithin ?? 0;
  return {
    ...rest,
    source: "step",
    ...(expireAfter !== undefined && expireAfter >= due ? { expireAfter } : {}),
    ...(calendar && inHours.length > 0 ? { calendar, businessTime: inHours } : {}),
  };
}

/** The SLA that a policy gives a task of this priority. */
export function ofPolicy(
  book: SlaBook,
  { name, version, spec }: Entry<"policy">,
  priority: TaskPriority,
  source: SlaSource,
): ResolvedSla {
  const calendar = (spec.calendar ? book.calendar.get(spec.calendar) : undefined) ?? book.defaultCalendar;
  const chain = spec.escalation ? book.chain.get(spec.escalation) : undefined;
  return {
    ...policyTimes(spec, priority),
    source,
    policy: { name, version },
    ...(calendar && spec.businessTime.length > 0
      ? { calendar: { name: calendar.name, version: calendar.version }, businessTime: spec.businessTime }
      : {}),
    ...(spec.pauses.snoozed || spec.pauses.waiting ? { pauses: pausesOf(spec) } : {}),
    ...(chain ? { escalate: chainSteps(chain).flatMap(unrolled) } : {}),
  };
}

function pausesOf({ pauses: { snoozed, waiting } }: PolicySpec): NonNullable<ResolvedSla["pauses"]> {
  return { ...(snoozed ? { snoozed } : {}), ...(waiting ? { waiting } : {}) };
}

/**
 * The SLA as it counts for a task that takes several people's sign-off: nobody claims it, so there is no clock for
 * that, and nothing hangs on one.
 */
export function withoutClaim({ claimWithin: _, escalate, ...sla }: ResolvedSla): ResolvedSla {
  const steps = escalate?.filter(({ on }) => on !== "claimWithin") ?? [];
  return steps.length > 0 ? { ...sla, escalate: steps } : sla;
}

/** How long each clock of a policy may run for a task of this priority, in milliseconds. */
export function policyTimes(spec: PolicySpec, priority: TaskPriority): SlaMillis {
  const written = { ...spec.times, ...spec.priorities[priority] };
  return readDurations(written, parseDuration) as SlaMillis;
}

type Asked = NonNullable<AskedSla["escalate"]>[number] & { before?: number };

function chainSteps({ spec }: Entry<"chain">): Asked[] {
  return readDurations(spec.steps, (text) => (text === "0" ? 0 : parseDuration(text))) as Asked[];
}

/** One act for each time that a step is done, `before` as a negative `after`. */
function unrolled({ repeat, before, after, ...act }: Asked): ResolvedEscalation[] {
  const first = before === undefined ? (after ?? 0) : -before;
  const times = Math.min(1 + (repeat?.times ?? 0), MAX_ESCALATIONS);
  return Array.from({ length: times }, (_, i) => {
    const at = first + i * (repeat?.every ?? 0);
    return at === 0 ? act : { ...act, after: at };
  });
}

const NOUNS = { policy: "SLA policy", calendar: "calendar", chain: "escalation chain" } as const;

function named<K extends keyof typeof NOUNS>(book: SlaBook, kind: K, name: string): Entry<K> {
  const found = book[kind].get(name.toLowerCase()) as Entry<K> | undefined;
  if (found) return found;
  throw invalid(
    `There is no ${NOUNS[kind]} ${JSON.stringify(name)} in this workspace.`,
    [{ path: kind === "chain" ? "sla.escalation" : `sla.${kind}`, message: "does not exist" }],
    "unknown_sla",
  );
}

/** Which clocks of an SLA stand still while a task is put off or waits. */
export function pausedBy(sla: ResolvedSla | null, reason: PauseReason): readonly DeadlineClock[] {
  return sla?.pauses?.[reason] ?? DEADLINE_CLOCKS;
}

/** The clocks that an SLA has. */
export function clocksOf(sla: ResolvedSla): DeadlineClock[] {
  return DEADLINE_CLOCKS.filter((clock) => sla[clock] !== undefined);
}
