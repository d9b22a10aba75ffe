import { inArray, or } from "drizzle-orm";
import { teams } from "@/db/schema/members";
import type { Tx } from "@/db/tenancy";
import { type NamedSla, namesOf, unknownSla } from "@/server/domain/sla/names";
import type { FieldError } from "@/server/platform/errors";
import { isId } from "@/server/platform/ids";

/**
 * What a definition names that the workspace does not have (yet): its runs would be stuck there. Only names that are
 * written out are looked up; a template shows its value when the run gets to it.
 */
export async function unknownNames(tx: Tx, definition: unknown): Promise<FieldError[]> {
  return [
    ...(await unknownTeams(tx, definition)),
    ...(await unknownSla(
      tx,
      namedSla(definition).filter(({ name }) => isWrittenOut(name)),
    )),
  ];
}

const isWrittenOut = (name: string) => !name.includes("${");

async function unknownTeams(tx: Tx, definition: unknown): Promise<FieldError[]> {
  const named = namedTeams(definition).filter(({ team }) => isWrittenOut(team));
  if (named.length === 0) return [];
  const names = [...new Set(named.map(({ team }) => team))];
  const known = await tx
    .select({ id: teams.id, slug: teams.slug })
    .from(teams)
    .where(or(inArray(teams.slug, names), inArray(teams.id, names.filter(isId))));
  const there = new Set(known.flatMap(({ id, slug }) => [id, slug]));
  return named
    .filter(({ team }) => !there.has(team))
    .map(({ path, team }) => ({
      path,
      message: `There is no team ${JSON.stringify(team)} in this workspace yet`,
    }));
}

/** Every `assignTo.team` of a definition, with its path. */
function namedTeams(definition: unknown): { path: string; team: string }[] {
  return within(definition, (value, path) =>
    path.endsWith("assignTo") && typeof value.team === "string"
      ? [{ path: `${path}.team`, team: value.team }]
      : [],
  );
}

/** Every policy, calendar and chain that the tasks of a definition name. */
function namedSla(definition: unknown): NamedSla[] {
  return within(definition, (value, path) => (path.endsWith(".sla") ? namesOf(value, path) : []));
}

/** What `find` finds in every object of a definition. */
function within<T>(
  node: unknown,
  find: (value: Record<string, unknown>, path: string) => T[],
  path = "",
): T[] {
  if (node === null || typeof node !== "object") return [];
  const inside = Object.entries(node).flatMap(([key, value]) =>
    within(value, find, path ? `${path}.${key}` : key),
  );
  return [...find(node as Record<string, unknown>, path), ...inside];
}
