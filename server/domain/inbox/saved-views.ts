import { and, asc, eq, or } from "drizzle-orm";
import { users } from "@/db/schema/users";
import { savedViews } from "@/db/schema/views";
import type { Tx } from "@/db/tenancy";
import type { Actor } from "@/server/platform/actor";
import { forbidden, notFound } from "@/server/platform/errors";
import { isId } from "@/server/platform/ids";
import type { SavedView } from "./schema";

/** Saved views that somebody can have before them; more are refused, since all are counted. */
export const MAX_VIEWS = 50;

const columns = {
  id: savedViews.id,
  name: savedViews.name,
  query: savedViews.query,
  shared: savedViews.shared,
  userId: savedViews.userId,
  owner: users.name,
  createdAt: savedViews.createdAt,
  updatedAt: savedViews.updatedAt,
};

function selectViews(tx: Tx) {
  return tx.select(columns).from(savedViews).leftJoin(users, eq(users.id, savedViews.userId));
}

type ViewRecord = Awaited<ReturnType<typeof selectViews>>[number];

/** Whether somebody sees a view: their own and those that are shared. */
const isSeenBy = (actor: Actor) =>
  or(eq(savedViews.shared, true), isId(actor.id) ? eq(savedViews.userId, actor.id) : undefined);

/** The views that the caller sees, by name. */
export async function listViews(tx: Tx, actor: Actor): Promise<ViewRecord[]> {
  return selectViews(tx).where(isSeenBy(actor)).orderBy(asc(savedViews.name), asc(savedViews.id));
}

/** @throws NotFound also when it is somebody else's own */
export async function findView(tx: Tx, actor: Actor, viewId: string): Promise<ViewRecord> {
  const [found] = await selectViews(tx).where(and(eq(savedViews.id, viewId), isSeenBy(actor)));
  if (!found) throw notFound("view", viewId);
  return found;
}

/** @throws NotFound, or Forbidden when the caller may look through it, but not change it */
export async function findOwnView(tx: Tx, actor: Actor, viewId: string): Promise<ViewRecord> {
  const found = await findView(tx, actor, viewId);
  if (!mayChange(actor, found)) throw forbidden(`The view belongs to ${found.owner ?? "somebody else"}.`);
  return found;
}

function mayChange(actor: Actor, { userId }: ViewRecord): boolean {
  return userId === actor.id || (userId === null && !actor.userId) || actor.permissions.has("tasks:admin");
}

/** A saved view as doors show it. */
export function savedView(view: ViewRecord, actor: Actor): SavedView {
  return {
    id: view.id,
    name: view.name,
    query: view.query,
    shared: view.shared,
    owner: view.userId ? { id: view.userId, name: view.owner ?? "" } : null,
    mayChange: mayChange(actor, view),
    createdAt: view.createdAt.toISOString(),
    updatedAt: view.updatedAt.toISOString(),
  };
}
