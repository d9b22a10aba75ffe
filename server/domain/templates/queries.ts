import { and, asc, eq, sql } from "drizzle-orm";
import { noteChange } from "@/db/changes";
import { contains } from "@/db/contains";
import { isUniqueViolation } from "@/db/failures";
import { teams } from "@/db/schema/members";
import { taskTemplates } from "@/db/schema/templates";
import type { Tx } from "@/db/tenancy";
import { decodeCursor, pageFrom } from "@/server/domain/paging";
import { namesOf, refuseUnknownSla } from "@/server/domain/sla/names";
import { slugOf } from "@/server/domain/tenants/rules";
import { type Actor, actorRef } from "@/server/platform/actor";
import { AppError, invalid, notFound } from "@/server/platform/errors";
import { newId } from "@/server/platform/ids";
import type { NewTemplate, TemplateView } from "./schema";

interface At {
  tx: Tx;
  now: Date;
  actor: Actor;
}

type Changes = { [field in keyof NewTemplate]?: NewTemplate[field] | undefined };

const selected = { template: taskTemplates, team: { id: teams.id, name: teams.name } };
const itsTeam = and(eq(teams.tenantId, taskTemplates.tenantId), eq(teams.id, taskTemplates.teamId));

/** One page of templates by name; `query`: words of the name or the title. */
export async function listTemplates(
  tx: Tx,
  query: string | undefined,
  page: { limit: number; cursor?: string | undefined },
) {
  const [afterName, afterId] = page.cursor ? decodeCursor(page.cursor, 2) : [];
  const rows = await tx
    .select(selected)
    .from(taskTemplates)
    .leftJoin(teams, itsTeam)
    .where(
      and(
        contains(query, taskTemplates.name, taskTemplates.title),
        afterId === undefined
          ? undefined
          : sql`(${taskTemplates.name}, ${taskTemplates.id}::text) > (${afterName}, ${afterId})`,
      ),
    )
    .orderBy(asc(taskTemplates.name), asc(sql`${taskTemplates.id}::text`))
    .limit(page.limit + 1);
  const { rows: shown, nextCursor } = pageFrom(rows, page.limit, ({ template }) => [
    template.name,
    template.id,
  ]);
  return { data: shown.map(templateView), nextCursor };
}

/** A template by its id or its short name. @throws NotFound */
export async function findTemplate(tx: Tx, idOrSlug: string): Promise<TemplateView> {
  const isId = /^[0-9a-f-]{36}$/i.test(idOrSlug);
  const [row] = await tx
    .select(selected)
    .from(taskTemplates)
    .leftJoin(teams, itsTeam)
    .where(isId ? eq(taskTemplates.id, idOrSlug) : eq(taskTemplates.slug, idOrSlug));
  if (!row) throw notFound("task template", idOrSlug);
  return templateView(row);
}

/** @throws Conflict (`template_slug_taken`); Invalid when there is no such team */
export async function createTemplate({ tx, now, actor }: At, template: NewTemplate): Promise<string> {
  await refuseUnknownTeam(tx, template.teamId);
  await refuseUnknownSla(tx, namesOf(template.sla ?? {}, "sla"));
  const id = newId();
  const slug = template.slug ?? slugOf(template.name, "task");
  await told(slug, () =>
    tx.insert(taskTemplates).values({
      ...template,
      id,
      slug,
      tenantId: actor.tenantId,
      createdBy: actorRef(actor),
      createdAt: now,
      updatedAt: now,
    }),
  );
  noteChange(tx, actor.tenantId, "workspace", id);
  return id;
}

/** @throws NotFound; Conflict (`template_slug_taken`); Invalid when there is no such team */
export async function changeTemplate({ tx, now, actor }: At, id: string, changes: Changes): Promise<void> {
  if (changes.teamId) await refuseUnknownTeam(tx, changes.teamId);
  if (changes.sla) await refuseUnknownSla(tx, namesOf(changes.sla, "sla"));
  const changed = await told(changes.slug ?? "", () =>
    tx
      .update(taskTemplates)
      .set({ ...changes, updatedAt: now })
      .where(eq(taskTemplates.id, id))
      .returning({ id: taskTemplates.id }),
  );
  if (changed.length === 0) throw notFound("task template", id);
  noteChange(tx, actor.tenantId, "workspace", id);
}

/** @throws NotFound */
export async function deleteTemplate({ tx, actor }: At, id: string): Promise<void> {
  const gone = await tx
    .delete(taskTemplates)
    .where(eq(taskTemplates.id, id))
    .returning({ id: taskTemplates.id });
  if (gone.length === 0) throw notFound("task template", id);
  noteChange(tx, actor.tenantId, "workspace", id);
}

async function refuseUnknownTeam(tx: Tx, teamId: string | null | undefined): Promise<void> {
  if (!teamId) return;
  const [team] = await tx.select({ id: teams.id }).from(teams).where(eq(teams.id, teamId));
  if (team) return;
  const message = "is no team of this workspace";
  throw invalid(`The team ${message}.`, [{ path: "teamId", message }]);
}

async function told<T>(slug: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError({
      kind: "Conflict",
      code: "template_slug_taken",
      message: `The short name "${slug}" is taken by another template.`,
      errors: [{ path: "slug", message: "is taken by another template" }],
    });
  }
}

function templateView(row: {
  template: typeof taskTemplates.$inferSelect;
  team: { id: string; name: string } | null;
}): TemplateView {
  const { id, name, slug, title, description, form, priority, sla, createdBy } = row.template;
  const { createdAt, updatedAt } = row.template;
  return {
    id,
    name,
    slug,
    title,
    description,
    form,
    team: row.team,
    priority,
    sla,
    createdBy,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
