import { and, asc, eq, ne } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { teams } from "@/db/schema/members";
import { slaDefinitions, slaDefinitionVersions } from "@/db/schema/sla";
import { workflows } from "@/db/schema/workflows";
import type { Tx } from "@/db/tenancy";
import { type Actor, actorRef } from "@/server/platform/actor";
import { hashJson } from "@/server/platform/canonical";
import { conflict, notFound } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import { forgetSlaBook } from "./book";
import type { ChainView, DefinitionKind, DefinitionSpecs, PolicySpec } from "./schema";

interface At {
  tx: Tx;
  now: Date;
  actor: Actor;
}

type Row = typeof slaDefinitions.$inferSelect;
type Use = ChainView["usedBy"][number];

export const NOUNS = { calendar: "calendar", policy: "SLA policy", chain: "escalation chain" } as const;

/** What names a definition, by `kind/name`. */
async function uses(tx: Tx, rows: Row[]): Promise<Map<string, Use[]>> {
  const found = new Map<string, Use[]>();
  const add = (kind: DefinitionKind, name: string | null, use: Use) => {
    if (name) found.set(`${kind}/${name}`, [...(found.get(`${kind}/${name}`) ?? []), use]);
  };
  const [inTeams, inWorkflows] = await Promise.all([
    tx
      .select({ slug: teams.slug, name: teams.name, policy: teams.slaPolicy })
      .from(teams)
      .orderBy(asc(teams.name)),
    tx.select({ name: workflows.name, title: workflows.title, policy: workflows.slaPolicy }).from(workflows),
  ]);
  for (const { slug, name, policy } of inTeams)
    add("policy", policy, { kind: "team", name: slug, label: name });
  for (const { name, title, policy } of inWorkflows)
    add("policy", policy, { kind: "workflow", name, label: title });
  for (const { kind, name, title, spec } of rows) {
    if (kind !== "policy") continue;
    const { calendar, escalation } = spec as PolicySpec;
    add("calendar", calendar, { kind: "policy", name, label: title });
    add("chain", escalation, { kind: "policy", name, label: title });
  }
  return found;
}

/** All of a kind by title. A tenant has a handful: they come on one page. */
export async function listDefinitions<K extends DefinitionKind>(tx: Tx, kind: K) {
  const rows = await tx.select().from(slaDefinitions).orderBy(asc(slaDefinitions.title));
  const usedBy = await uses(tx, rows);
  return rows
    .filter((row) => row.kind === kind)
    .map((row) => definitionView<K>(row, usedBy.get(`${kind}/${row.name}`) ?? []));
}

/** @throws NotFound */
export async function findDefinition<K extends DefinitionKind>(tx: Tx, kind: K, name: string) {
  const found = (await listDefinitions(tx, kind)).find((one) => one.name === name);
  if (!found) throw notFound(NOUNS[kind], name);
  return found;
}

function definitionView<K extends DefinitionKind>(row: Row, usedBy: Use[]) {
  const { id, name, title, version, isDefault, updatedBy } = row;
  const spec = row.spec as DefinitionSpecs[K];
  return {
    id,
    name,
    title,
    version,
    isDefault,
    spec,
    usedBy,
    updatedBy,
    updatedAt: row.updatedAt.toISOString(),
  };
}

interface Put<K extends DefinitionKind> {
  name: string;
  title: string;
  spec: DefinitionSpecs[K];
  isDefault?: boolean | undefined;
}

/**
 * Makes a definition or changes it. Another spec is another version, which counts for tasks that are opened from now
 * on; what is open keeps the version that it has, but for its calendar.
 * @returns whether there is another version of something that was there already
 */
export async function putDefinition<K extends DefinitionKind>(
  { tx, now, actor }: At,
  kind: K,
  { name, title, spec, isDefault }: Put<K>,
): Promise<{ id: string; changed: boolean }> {
  const { tenantId } = actor;
  const who = actorRef(actor);
  forgetSlaBook(tenantId);
  const [known] = await tx
    .select()
    .from(slaDefinitions)
    .where(and(eq(slaDefinitions.kind, kind), eq(slaDefinitions.name, name)))
    .for("update");
  const id = known?.id ?? newId();
  const changed = !known || hashJson(known.spec) !== hashJson(spec);
  const version = (known?.version ?? 0) + (changed ? 1 : 0);
  if (isDefault) await noOtherDefault(tx, kind, id);
  const values = {
    title,
    version,
    spec,
    updatedBy: who,
    updatedAt: now,
    ...(isDefault === undefined ? {} : { isDefault }),
  };
  if (known) await tx.update(slaDefinitions).set(values).where(eq(slaDefinitions.id, id));
  else await tx.insert(slaDefinitions).values({ id, tenantId, kind, name, createdAt: now, ...values });
  if (changed) {
    const made = { tenantId, definitionId: id, version, spec, createdBy: who, createdAt: now };
    await tx.insert(slaDefinitionVersions).values(made);
  }
  noteChange(tx, tenantId, "workspace", id);
  return { id, changed: changed && known !== undefined };
}

async function noOtherDefault(tx: Tx, kind: DefinitionKind, id: string): Promise<void> {
  await tx
    .update(slaDefinitions)
    .set({ isDefault: false })
    .where(and(eq(slaDefinitions.kind, kind), eq(slaDefinitions.isDefault, true), ne(slaDefinitions.id, id)));
}

/**
 * Deletes a definition that nothing names, and that does not count where nothing is named. Open tasks keep their times.
 * @throws NotFound, Conflict (`sla_in_use`, `sla_is_default`)
 */
export async function deleteDefinition(
  { tx, actor }: At,
  kind: DefinitionKind,
  name: string,
): Promise<string> {
  const { id, title, usedBy, isDefault } = await findDefinition(tx, kind, name);
  if (usedBy.length > 0) {
    const names = usedBy.map(({ label }) => label).join(", ");
    throw conflict(
      "sla_in_use",
      `The ${NOUNS[kind]} ${title} is used by ${names}. Give them another first.`,
      {
        usedBy,
      },
    );
  }
  // A chain counts only where a policy names it.
  if (isDefault && kind !== "chain") {
    throw conflict(
      "sla_is_default",
      `The ${NOUNS[kind]} ${title} is the workspace's default. Choose another default first, or none.`,
    );
  }
  forgetSlaBook(actor.tenantId);
  await tx.delete(slaDefinitions).where(eq(slaDefinitions.id, id));
  noteChange(tx, actor.tenantId, "workspace", id);
  return id;
}
