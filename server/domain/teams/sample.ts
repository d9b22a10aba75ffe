import { and, eq, inArray } from "drizzle-orm";
import { teams } from "@/db/schema/members";
import type { Tx } from "@/db/tenancy";
import { SAMPLE_TEAMS } from "@/server/domain/workflows/sample";
import type { Actor } from "@/server/platform/actor";
import { addToTeam, createTeam } from "./changes";
import { freeName } from "./names";
import { findTeam, type TeamRecord } from "./queries";

/** Makes those teams of the sample that aren't there, with the actor in them when that is a person. */
export async function addSampleTeams({
  tx,
  now,
  actor,
}: {
  tx: Tx;
  now: Date;
  actor: Actor;
}): Promise<TeamRecord[]> {
  const { tenantId, userId } = actor;
  const slugs = SAMPLE_TEAMS.map((team) => team.slug);
  const there = await tx
    .select({ id: teams.id, slug: teams.slug })
    .from(teams)
    .where(and(eq(teams.tenantId, tenantId), inArray(teams.slug, slugs)));
  const records: TeamRecord[] = [];
  const create = async (team: (typeof SAMPLE_TEAMS)[number]) => {
    // The workflow needs its slug; a team that happens to have the name keeps that.
    const name = await freeName({ tx, tenantId }, team.name);
    return createTeam({ tx, now, tenantId }, { ...team, name, assignmentStrategy: "manual" });
  };
  for (const team of SAMPLE_TEAMS) {
    const known = there.find(({ slug }) => slug === team.slug);
    const id = known?.id ?? (await create(team));
    if (!known && userId) await addToTeam({ tx, now, tenantId }, id, userId);
    records.push(await findTeam(tx, tenantId, id));
  }
  return records;
}
