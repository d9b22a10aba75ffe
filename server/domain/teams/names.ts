import { eq, sql } from "drizzle-orm";
import { teams } from "@/db/schema/members";
import type { Tx } from "@/db/tenancy";

/** What makes two names of teams one. Not by the database: its idea of case goes with its locale. */
export const nameKey = (name: string) => name.trim().normalize("NFKC").toLowerCase();

/** The names of the workspace's teams by their keys. Until the transaction ends nobody else gives a team a name. */
export async function teamsByName({ tx, tenantId }: { tx: Tx; tenantId: string }) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`teams/${tenantId}`}, 0))`);
  const rows = await tx.select({ name: teams.name }).from(teams).where(eq(teams.tenantId, tenantId));
  return new Map(rows.map(({ name }) => [nameKey(name), name]));
}

/** The name, or with a number where another team has it. */
export async function freeName(at: { tx: Tx; tenantId: string }, name: string): Promise<string> {
  const taken = await teamsByName(at);
  let free = name;
  for (let n = 2; taken.has(nameKey(free)); n++) free = `${name} (${n})`;
  return free;
}
