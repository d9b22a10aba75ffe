import { slaDefinitions } from "@/db/schema/sla";
import type { Tx } from "@/db/tenancy";
import { type FieldError, invalid } from "@/server/platform/errors";
import { NOUNS } from "./definitions";
import type { DefinitionKind } from "./schema";

/** A calendar, policy or chain that something names, and where it does. */
export interface NamedSla {
  path: string;
  kind: DefinitionKind;
  name: string;
}

/** What an SLA or a policy names, with the paths in it. */
export function namesOf(
  sla: { policy?: unknown; calendar?: unknown; escalation?: unknown },
  path: string,
): NamedSla[] {
  const { policy, calendar, escalation } = sla;
  const all = [
    { path: `${path}.policy`, kind: "policy", name: policy },
    { path: `${path}.calendar`, kind: "calendar", name: calendar },
    { path: `${path}.escalation`, kind: "chain", name: escalation },
  ] as const;
  return all.flatMap(({ name, ...at }) => (typeof name === "string" ? [{ ...at, name }] : []));
}

/** Those of the names that the workspace does not have, in words. */
export async function unknownSla(tx: Tx, named: NamedSla[]): Promise<FieldError[]> {
  return (await missing(tx, named)).map(({ path, kind, name }) => ({
    path,
    message: `There is no ${NOUNS[kind]} ${JSON.stringify(name)} in this workspace yet`,
  }));
}

/** @throws Invalid (`unknown_sla`) when the workspace has not all of these */
export async function refuseUnknownSla(tx: Tx, named: NamedSla[]): Promise<void> {
  const unknown = await missing(tx, named);
  const [first] = unknown;
  if (!first) return;
  throw invalid(
    `There is no ${NOUNS[first.kind]} ${JSON.stringify(first.name)} in this workspace.`,
    unknown.map(({ path }) => ({ path, message: "does not exist" })),
    "unknown_sla",
  );
}

async function missing(tx: Tx, named: NamedSla[]): Promise<NamedSla[]> {
  if (named.length === 0) return [];
  const rows = await tx.select({ kind: slaDefinitions.kind, name: slaDefinitions.name }).from(slaDefinitions);
  const there = new Set(rows.map(({ kind, name }) => `${kind}/${name}`));
  return named.filter(({ kind, name }) => !there.has(`${kind}/${name.toLowerCase()}`));
}

/** @throws Invalid (`unknown_sla`) when there is no such policy */
export async function refuseUnknownPolicy(tx: Tx, name: string | null | undefined): Promise<void> {
  if (name) await refuseUnknownSla(tx, [{ path: "slaPolicy", kind: "policy", name }]);
}
