import { inArray, or } from "drizzle-orm";
import { teams } from "@/db/schema/members";
import type { Tx } from "@/db/tenancy";
import type { FieldError } from "@/server/platform/errors";
import { isId } from "@/server/platform/ids";

/**
 * What a definition names that the workspace does not have (yet): its runs would be stuck there. Only names that are
 * written out are looked up; a template shows its value when the run gets to it.
 */
export async function unknownTeams(tx: Tx, definition: unknown): Promise<FieldError[]> {
  const named = namedTeams(definition);
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

/** Every `assignTo.team` of a definition that is no template, with its path. */
function namedTeams(node: unknown, path = ""): { path: string; team: string }[] {
  if (node === null || typeof node !== "object") return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const here = path ? `${path}.${key}` : key;
    const team = key === "team" && path.endsWith("assignTo") ? value : undefined;
    return typeof team === "string" && !team.includes("${")
      ? [{ path: here, team }]
      : namedTeams(value, here);
  });
}
