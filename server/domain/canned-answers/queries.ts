import { and, asc, eq } from "drizzle-orm";
import { contains } from "@/db/contains";
import { cannedAnswers } from "@/db/schema/answers";
import { teams } from "@/db/schema/members";
import type { Tx } from "@/db/tenancy";
import { conflict, notFound } from "@/server/platform/errors";
import type { CannedAnswerView } from "./schema";

/** More than this and nobody finds the one they need; all are listed at once. */
const MOST = 500;

function select(tx: Tx) {
  return tx
    .select({ answer: cannedAnswers, team: { id: teams.id, name: teams.name } })
    .from(cannedAnswers)
    .leftJoin(teams, and(eq(teams.tenantId, cannedAnswers.tenantId), eq(teams.id, cannedAnswers.teamId)));
}

/** All of them, or those with these words in them, by their title. */
export async function listCannedAnswers(tx: Tx, text: string | undefined): Promise<CannedAnswerView[]> {
  const rows = await select(tx)
    .where(contains(text, cannedAnswers.title, cannedAnswers.shortcut, cannedAnswers.body))
    .orderBy(asc(cannedAnswers.title), asc(cannedAnswers.id));
  return rows.map(view);
}

/** @throws NotFound */
export async function findCannedAnswer(tx: Tx, id: string): Promise<CannedAnswerView> {
  const [row] = await select(tx).where(eq(cannedAnswers.id, id));
  if (!row) throw notFound("canned answer", id);
  return view(row);
}

/** @throws Conflict (`too_many_canned_answers`) */
export async function refuseTooMany(tx: Tx): Promise<void> {
  if ((await tx.$count(cannedAnswers)) < MOST) return;
  throw conflict(
    "too_many_canned_answers",
    `There are ${MOST} canned answers already. Delete one that is not needed.`,
  );
}

/** @throws Conflict (`shortcut_taken`) when another has it */
export async function refuseTakenShortcut(tx: Tx, shortcut: string, except?: string): Promise<void> {
  const [known] = await tx.select().from(cannedAnswers).where(eq(cannedAnswers.shortcut, shortcut));
  if (known && known.id !== except) {
    throw conflict("shortcut_taken", `“${known.title}” has the shortcut /${shortcut} already.`);
  }
}

function view({ answer, team }: Awaited<ReturnType<typeof select>>[number]): CannedAnswerView {
  const { id, shortcut, title, body, createdBy, updatedAt } = answer;
  return { id, shortcut, title, body, team, createdBy, updatedAt: updatedAt.toISOString() };
}
