import type { AuthOptions, User } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { withSystem } from "@/db/tenancy";
import { findSession, revokeSession, SESSION_DAYS } from "@/server/domain/account/sessions";
import { signIn } from "@/server/domain/account/sign-in";
import { env } from "@/server/platform/env";
import { isId } from "@/server/platform/ids";
import { log } from "@/server/platform/log";
import { isSecure, sessionCookieName } from "./cookie";
import { addressOf } from "./request";

const MAX_AGE_SECONDS = SESSION_DAYS * 86_400;

/** A signed-in user on the way into the token. */
type SessionUser = User & { sessionId: string };

/** The id of the session row that a token belongs to. */
function sidOf(token: Record<string, unknown>): string | undefined {
  return typeof token.sid === "string" && isId(token.sid) ? token.sid : undefined;
}

const password = CredentialsProvider({
  name: "password",
  credentials: { email: { type: "email" }, password: { type: "password" } },
  async authorize(credentials, request): Promise<SessionUser | null> {
    const { email, password } = credentials ?? {};
    if (!email || !password) return null;
    const headers = new Headers(request.headers as Record<string, string>);
    return signIn({ email, password, address: addressOf({ headers }), userAgent: headers.get("user-agent") });
  },
});

const callbacks: AuthOptions["callbacks"] = {
  async jwt({ token, user }) {
    if (user) return { ...token, sid: (user as SessionUser).sessionId };
    const sid = sidOf(token);
    // Thrown here, next-auth answers with no session and takes the cookie away.
    if (!sid || !(await findSession(sid))) throw new Error("the session has ended");
    return token;
  },
};

const events: AuthOptions["events"] = {
  async signOut({ token }) {
    const sid = sidOf(token);
    if (sid) await withSystem("a user signs out", (tx, now) => revokeSession(tx, now, sid));
  },
};

/** How people sign in: with a password, into a token that names a session row, which can be revoked. */
export function authOptions(): AuthOptions {
  const secure = isSecure();
  const { nextAuthSecret } = env();
  return {
    ...(nextAuthSecret ? { secret: nextAuthSecret } : {}),
    providers: [password],
    session: { strategy: "jwt", maxAge: MAX_AGE_SECONDS },
    pages: { signIn: "/signin" },
    useSecureCookies: secure,
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure },
      },
    },
    callbacks,
    events,
    logger: {
      error: (code, metadata) =>
        code === "JWT_SESSION_ERROR"
          ? log.debug({ code }, "no session")
          : log.error({ code, metadata }, "sign-in failed"),
      warn: (code) => log.debug({ code }, "next-auth warns"),
      debug: () => undefined,
    },
  };
}
