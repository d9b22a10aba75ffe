import { and, eq, isNotNull } from "drizzle-orm";
import { slaDefinitions, slaDefinitionVersions } from "@/db/schema/sla";
import { workflows } from "@/db/schema/workflows";
import type { Tx } from "@/db/tenancy";
import type { DefinitionKind, DefinitionSpecs } from "./schema";

/** One calendar, policy or chain at one version. */
export interface Entry<K extends DefinitionKind> {
  id: string;
  name: string;
  title: string;
  version: number;
  isDefault: boolean;
  spec: DefinitionSpecs[K];
}

/** All that decides what SLA a task of a tenant has, but for its team's word. */
export interface SlaBook {
  calendar: ReadonlyMap<string, Entry<"calendar">>;
  policy: ReadonlyMap<string, Entry<"policy">>;
  chain: ReadonlyMap<string, Entry<"chain">>;
  defaultCalendar: Entry<"calendar"> | undefined;
  defaultPolicy: Entry<"policy"> | undefined;
  /** The policy that a workflow names, by the workflow's name. */
  workflows: ReadonlyMap<string, string>;
}

/** How long a process may go on with a book that another has changed. Its own changes count at once. */
const KEPT_MS = 5_000;
const MAX_KEPT = 5_000;

interface Kept {
  /** Not set while a change may be under way: then every transaction reads for itself. */
  book?: SlaBook;
  until: number;
}

const kept = new Map<string, Kept>();

/** The tenant's calendars, policies and chains: read once in a while, since every task that is opened asks. */
export async function slaBook(tx: Tx, tenantId: string): Promise<SlaBook> {
  const now = performance.now();
  const known = kept.get(tenantId);
  if (known && known.until > now) {
    if (known.book) return known.book;
    return readBook(tx);
  }
  const book = await readBook(tx);
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(tenantId, { book, until: now + KEPT_MS });
  return book;
}

/** To be called by every change: until it is surely committed nobody keeps what they read. */
export function forgetSlaBook(tenantId: string): void {
  kept.set(tenantId, { until: performance.now() + KEPT_MS });
}

async function readBook(tx: Tx): Promise<SlaBook> {
  const [entries, named] = await Promise.all([
    tx.select().from(slaDefinitions),
    tx
      .select({ name: workflows.name, policy: workflows.slaPolicy })
      .from(workflows)
      .where(isNotNull(workflows.slaPolicy)),
  ]);
  const of = <K extends DefinitionKind>(kind: K) =>
    new Map(
      entries
        .filter((entry) => entry.kind === kind)
        .map((entry) => [entry.name, entry as unknown as Entry<K>] as const),
    );
  const [calendar, policy, chain] = [of("calendar"), of("policy"), of("chain")];
  return {
    calendar,
    policy,
    chain,
    defaultCalendar: [...calendar.values()].find(({ isDefault }) => isDefault),
    defaultPolicy: [...policy.values()].find(({ isDefault }) => isDefault),
    workflows: new Map(named.map(({ name, policy }) => [name, policy ?? ""])),
  };
}

/** What a calendar or policy said at a version that may be an old one; undefined when it is gone. */
export async function specAt<K extends "calendar" | "policy">(
  tx: Tx,
  tenantId: string,
  kind: K,
  { name, version }: { name: string; version: number },
): Promise<DefinitionSpecs[K] | undefined> {
  const entry = (await slaBook(tx, tenantId))[kind].get(name);
  if (!entry) return undefined;
  if (entry.version === version) return entry.spec as DefinitionSpecs[K];
  const [row] = await tx
    .select({ spec: slaDefinitionVersions.spec })
    .from(slaDefinitionVersions)
    .where(and(eq(slaDefinitionVersions.definitionId, entry.id), eq(slaDefinitionVersions.version, version)));
  return row?.spec as DefinitionSpecs[K] | undefined;
}
