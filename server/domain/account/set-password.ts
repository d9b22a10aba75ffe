import { and, eq, isNull, ne } from "drizzle-orm";
import { credentials, passwordResets, sessions } from "@/db/schema/users";
import type { Tx } from "@/db/tenancy";

interface NewHash {
  userId: string;
  passwordHash: string;
  /** The hash it replaces; when another has taken its place meanwhile, nothing is done. */
  instead?: string;
  /** The session that stays. */
  keep?: string | undefined;
}

/**
 * Sets a user's password. Whoever came in by the old one is out at the next request, and no link that was made to
 * replace it works any more. Needs a transaction that sees every tenant.
 * @returns whether it was done.
 */
export async function setPassword(
  tx: Tx,
  now: Date,
  { userId, passwordHash, instead, keep }: NewHash,
): Promise<boolean> {
  const done = await tx
    .update(credentials)
    .set({ passwordHash, updatedAt: now })
    .where(
      and(
        eq(credentials.userId, userId),
        instead === undefined ? undefined : eq(credentials.passwordHash, instead),
      ),
    )
    .returning({ userId: credentials.userId });
  if (done.length === 0) return false;
  await tx
    .update(passwordResets)
    .set({ usedAt: now })
    .where(and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt)));
  await tx
    .update(sessions)
    .set({ revokedAt: now })
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.revokedAt),
        keep === undefined ? undefined : ne(sessions.id, keep),
      ),
    );
  return true;
}
