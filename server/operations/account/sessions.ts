import { z } from "zod";
import { SessionView } from "@/server/domain/account/schema";
import { endOtherSessions, endSession, livingSessions } from "@/server/domain/account/sessions";
import { Id } from "@/server/domain/schema";
import { notFound, unauthenticated } from "@/server/platform/errors";
import { visitorOperation } from "../operation";

export const listSessions = visitorOperation({
  name: "account.sessions",
  summary: "List where one is signed in",
  description: "The devices of every session that lives, last seen first.",
  kind: "read",
  access: "signedIn",
  input: z.strictObject({}),
  output: z.object({ data: z.array(SessionView) }),
  async run({ tx, visitor }) {
    if (!visitor.userId) throw unauthenticated("Sign in first.");
    const rows = await livingSessions(tx, visitor.userId);
    return {
      data: rows.map(({ id, userAgent, createdAt, lastSeenAt }) => ({
        id,
        userAgent,
        createdAt: createdAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
        current: id === visitor.sessionId,
      })),
    };
  },
});

export const revokeSession = visitorOperation({
  name: "account.revokeSession",
  summary: "Sign one of one's devices out",
  kind: "write",
  access: "signedIn",
  input: z.strictObject({ sessionId: Id }),
  output: z.object({ revoked: z.int() }),
  async run({ tx, now, visitor }, { sessionId }) {
    if (!visitor.userId) throw unauthenticated("Sign in first.");
    if (!(await endSession(tx, now, visitor.userId, sessionId))) {
      throw notFound("session of yours", sessionId);
    }
    return { revoked: 1 };
  },
});

export const revokeOtherSessions = visitorOperation({
  name: "account.revokeOtherSessions",
  summary: "Sign all of one's other devices out",
  kind: "write",
  access: "signedIn",
  input: z.strictObject({}),
  output: z.object({ revoked: z.int().describe("How many sessions ended") }),
  async run({ tx, now, visitor }) {
    if (!visitor.userId) throw unauthenticated("Sign in first.");
    return { revoked: await endOtherSessions(tx, now, visitor.userId, visitor.sessionId) };
  },
});
