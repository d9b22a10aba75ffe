import { eq } from "drizzle-orm";
import NextAuth from "next-auth";
import { encode } from "next-auth/jwt";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeKey, makeMember, makeTenant, PASSWORD } from "@/db/factories";
import { sessions } from "@/db/schema/users";
import { withSystem } from "@/db/tenancy";
import { signOut } from "@/server/operations/account/sign-out";
import { perform } from "@/server/operations/perform";
import { env, resetEnv } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import { testDatabase } from "@/server/testing/database";
import { sessionCookieName } from "./cookie";
import { authOptions } from "./next-auth";
import { callerOfRequest } from "./request";

testDatabase();

const shared = globalThis as { __orkestraAttempts?: unknown };
beforeEach(() => {
  delete shared.__orkestraAttempts;
});

/** A browser as far as next-auth is concerned: it keeps its cookies and sends them again. */
function browser(address = "198.51.100.7") {
  const cookies: Record<string, string> = {};
  async function visit(path: string[], body?: Record<string, string>) {
    let answer: { status: number; body: Record<string, string> } = { status: 200, body: {} };
    const headers: Record<string, string[]> = {};
    const response = {
      status(status: number) {
        answer = { ...answer, status };
        return response;
      },
      json: (sent: Record<string, string>) => keep(sent),
      send: (sent: Record<string, string>) => keep(sent),
      end: () => undefined,
      getHeader: (name: string) => headers[name.toLowerCase()],
      setHeader: (name: string, value: string[]) => {
        headers[name.toLowerCase()] = value;
        return response;
      },
    };
    const keep = (sent: Record<string, string>) => {
      answer = { ...answer, body: sent };
    };
    const request = {
      method: body ? "POST" : "GET",
      query: { nextauth: path },
      headers: { "x-forwarded-for": address, "user-agent": "vitest" },
      cookies: { ...cookies },
      body,
    };
    await NextAuth(authOptions())(request, response);
    for (const cookie of [headers["set-cookie"] ?? []].flat()) {
      const [pair = "", ...attributes] = cookie.split(";");
      const [name = "", value = ""] = pair.split("=");
      cookies[name] = decodeURIComponent(value);
      if (attributes.some((attribute) => /Max-Age=0/i.test(attribute))) delete cookies[name];
    }
    return answer;
  }
  const form = async (path: string[], fields: Record<string, string>) => {
    const { body } = await visit(["csrf"]);
    return visit(path, { ...fields, csrfToken: body.csrfToken ?? "", json: "true" });
  };
  return {
    cookies,
    cookieHeader: () => ({
      cookie: Object.entries(cookies)
        .map((pair) => pair.join("="))
        .join("; "),
    }),
    signIn: async (email: string, password: string) => {
      const { status, body } = await form(["callback", "credentials"], { email, password });
      return { status, error: new URL(body.url ?? "").searchParams.get("error") };
    },
    signOut: () => form(["signout"], {}),
    session: async () => (await visit(["session"])).body,
  };
}

const request = (headers: Record<string, string>, method = "GET") =>
  new Request("http://127.0.0.1:3000/api/v1/tasks", { method, headers });

test("a browser that signs in is its user at each request, until it signs out", async () => {
  const tenant = await makeTenant();
  const user = browser();
  expect(await user.signIn(tenant.ownerEmail.toUpperCase(), PASSWORD)).toEqual({ status: 200, error: null });
  expect(await user.session()).toMatchObject({ user: { email: tenant.ownerEmail } });
  const headers = user.cookieHeader();
  expect(await callerOfRequest(request(headers))).toMatchObject({
    type: "user",
    id: tenant.owner.id,
    tenantId: tenant.tenantId,
    role: "owner",
    channel: "dashboard",
  });
  await user.signOut();
  expect(user.cookies).not.toHaveProperty(sessionCookieName());
  // The token itself still decodes: its row says that it is over.
  expect(await callerOfRequest(request(headers))).toMatchObject({ type: "visitor" });
});

test("signing out by the operation ends the session too", async () => {
  const { ownerEmail } = await makeTenant();
  const user = browser();
  await user.signIn(ownerEmail, PASSWORD);
  await perform(signOut, await callerOfRequest(request(user.cookieHeader())), {});
  const after = await callerOfRequest(request(user.cookieHeader()));
  expect(after).toEqual({ type: "visitor", name: "Visitor", address: "unknown" });
  expect(await user.session()).toEqual({});
  expect(user.cookies).not.toHaveProperty(sessionCookieName());
});

test("a wrong password and an unknown address get the same answer", async () => {
  const { ownerEmail } = await makeTenant();
  const wrong = await browser().signIn(ownerEmail, "not the password");
  const unknown = await browser().signIn("nobody@example.com", "not the password");
  expect(wrong).toEqual({ status: 401, error: "CredentialsSignin" });
  expect(unknown).toEqual(wrong);
});

test("after ten wrong passwords the right one has to wait, from that address alone", async () => {
  const { ownerEmail } = await makeTenant();
  const guesses = await Promise.all(
    Array.from({ length: 12 }, (_, i) => browser("203.0.113.66").signIn(ownerEmail, `guess number ${i}`)),
  );
  expect(guesses.filter(({ error }) => error === "CredentialsSignin")).toHaveLength(10);
  expect((await browser("203.0.113.66").signIn(ownerEmail, PASSWORD)).error).toMatch(
    /^Too many failed attempts\. Try again in 15 minutes\.$/,
  );
  expect(await browser("203.0.113.67").signIn(ownerEmail, PASSWORD)).toMatchObject({ error: null });
});

test("only failures count: one may sign in as often as one likes", async () => {
  const { ownerEmail } = await makeTenant();
  const user = browser();
  for (let i = 0; i < 12; i++) expect(await user.signIn(ownerEmail, PASSWORD)).toMatchObject({ error: null });
});

test("an expired session and a token without a session row are nobody's", async () => {
  const { owner } = await makeTenant();
  const cookie = async (claims: Record<string, unknown>, secret = env().nextAuthSecret ?? "") => ({
    cookie: `${sessionCookieName()}=${await encode({ token: claims, secret })}`,
  });
  const valid = await cookie({ sid: owner.sessionId });
  expect(await callerOfRequest(request(valid))).toMatchObject({ type: "user", id: owner.id });
  for (const headers of [
    await cookie({ sid: newId() }),
    await cookie({ sid: "' or true --" }),
    await cookie({ sub: owner.id }),
    await cookie({ sid: owner.sessionId }, "another secret than the server's"),
    { cookie: `${sessionCookieName()}=garbage` },
    { cookie: `${sessionCookieName()}=` },
  ]) {
    expect(await callerOfRequest(request(headers))).toMatchObject({ type: "visitor", name: "Visitor" });
  }
  await withSystem("test", (tx) =>
    tx
      .update(sessions)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(sessions.id, owner.sessionId ?? "")),
  );
  expect(await callerOfRequest(request(valid))).toMatchObject({ type: "visitor" });
});

test("a token in chunks is joined in their order", async () => {
  const { owner } = await makeTenant();
  const token = await encode({
    token: { sid: owner.sessionId, padding: "x".repeat(5000) },
    secret: env().nextAuthSecret ?? "",
  });
  const name = sessionCookieName();
  const chunks = [token.slice(0, 3000), token.slice(3000, 6000), token.slice(6000)];
  const cookie = [2, 0, 1].map((i) => `${name}.${i}=${chunks[i]}`).join("; ");
  expect(await callerOfRequest(request({ cookie: `theme=dark; ${cookie}` }))).toMatchObject({ id: owner.id });
});

test("another site's page can't write with a signed-in browser; ours can, and anybody's can read", async () => {
  const tenant = await makeTenant();
  const user = browser();
  await user.signIn(tenant.ownerEmail, PASSWORD);
  const post = (headers: Record<string, string>) =>
    callerOfRequest(request({ ...user.cookieHeader(), ...headers }, "POST"));
  const ours = { host: "127.0.0.1:3000" };
  const allowed: Record<string, string>[] = [
    { "sec-fetch-site": "same-origin" },
    { ...ours, origin: "http://127.0.0.1:3000" },
    { host: "inner.host", origin: "http://127.0.0.1:3000" },
  ];
  for (const headers of allowed) {
    expect(await post(headers)).toMatchObject({ type: "user" });
  }
  const refused: Record<string, string>[] = [
    {},
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "cross-site", ...ours, origin: "http://127.0.0.1:3000" },
    { ...ours, origin: "https://evil.example" },
    { ...ours, origin: "null" },
  ];
  for (const headers of refused) {
    await expect(post(headers)).rejects.toMatchObject({ kind: "Forbidden", code: "cross_site" });
  }
  const read = request({ ...user.cookieHeader(), "sec-fetch-site": "cross-site" });
  expect(await callerOfRequest(read)).toMatchObject({ type: "user" });
});

test("a bearer key speaks for itself, whatever cookie comes along; one that opens nothing is refused", async () => {
  const tenant = await makeTenant();
  const { id, secret } = await makeKey(tenant);
  const member = await makeMember(tenant);
  const token = await encode({ token: { sid: member.sessionId }, secret: env().nextAuthSecret ?? "" });
  const cookie = `${sessionCookieName()}=${token}`;
  const caller = await callerOfRequest(request({ authorization: `Bearer ${secret}`, cookie }, "POST"));
  expect(caller).toMatchObject({ type: "apiKey", id, tenantId: tenant.tenantId });
  for (const authorization of [
    `Bearer ${secret}x`,
    "Bearer",
    "bearer ork_live_",
    `Bearer ${secret} ${secret}`,
  ]) {
    const refused = callerOfRequest(request({ authorization, cookie }));
    await expect(refused).rejects.toMatchObject({ kind: "Unauthenticated", code: "invalid_api_key" });
  }
  const proxied = await callerOfRequest(request({ authorization: "Basic dXNlcjpwYXNz", cookie }));
  expect(proxied).toMatchObject({ type: "user", id: member.id });
});

const url = process.env.NEXTAUTH_URL;
afterEach(() => {
  process.env.NEXTAUTH_URL = url;
  resetEnv();
});

test("over https the session's cookie is bound to this host, and others are not read", async () => {
  const { owner, ownerEmail } = await makeTenant();
  process.env.NEXTAUTH_URL = "https://orkestra.example.com";
  resetEnv();
  const user = browser();
  await user.signIn(ownerEmail, PASSWORD);
  const token = user.cookies["__Host-next-auth.session-token"];
  expect(token).toBeTruthy();
  const host = { cookie: `__Host-next-auth.session-token=${token}` };
  expect(await callerOfRequest(request(host))).toMatchObject({ id: owner.id });
  const plain = { cookie: `next-auth.session-token=${token}` };
  expect(await callerOfRequest(request(plain))).toMatchObject({ type: "visitor", name: "Visitor" });
});
