import { randomBytes } from "node:crypto";
import { type APIRequest, type APIRequestContext, expect } from "@playwright/test";

/** The password of everybody in the stories. */
export const PASSWORD = "correct horse battery";

/** Eight characters that nothing else has in its name: stories share one product. */
export const unique = () => randomBytes(4).toString("hex");

/** Somebody with an account. */
export interface Person {
  id: string;
  name: string;
  email: string;
  password: string;
  /** The cookies of a browser in which they are signed in. */
  session: Awaited<ReturnType<APIRequestContext["storageState"]>>;
}

/** A workspace that one story has for itself, made over the doors that everybody uses. */
export interface Workspace {
  name: string;
  slug: string;
  owner: Person;
  apiKey: string;
  /** REST as a bot calls it, with a key that may do all; paths are relative to `/api/v1/`. */
  api: APIRequestContext;
  /** Makes somebody who has accepted an invitation, and is in the teams of these short names. */
  join(name: string, choices?: { role?: "admin" | "member" | "viewer"; teams?: string[] }): Promise<Person>;
  close(): Promise<void>;
}

/** Signs up an owner, and gives their workspace the sample workflow and an API key. */
export async function openWorkspace(
  request: APIRequest,
  url: string,
  name = `Northwind ${unique()}`,
): Promise<Workspace> {
  const open: APIRequestContext[] = [];
  const connect = async (headers: Record<string, string>) => {
    const context = await request.newContext({ baseURL: `${url}/api/v1/`, extraHTTPHeaders: headers });
    open.push(context);
    return context;
  };
  /** As a page of ours: its writes count as its own because they say where they come from. */
  const browse = () => connect({ origin: url });
  const tag = unique();
  const emailOf = (who: string) => `${who.toLowerCase().replaceAll(" ", "-")}-${tag}@example.com`;

  const asOwner = await browse();
  const account = { name: "Alex Morgan", email: emailOf("Alex Morgan"), password: PASSWORD };
  const { tenant } = await mutate(asOwner, "account.signUp", { ...account, workspaceName: name });
  const owner = await signIn(asOwner, account);
  const { teams } = await post(asOwner, "tenant/sample", {});
  const { permissions } = await ask(asOwner, "account.me");
  const scopes = permissions.filter((permission: string) => !permission.startsWith("owner:"));
  const { secret: apiKey } = await post(asOwner, "keys", { name: "Support bot", scopes });

  return {
    name,
    slug: tenant.slug,
    owner,
    apiKey,
    api: await connect({ authorization: `Bearer ${apiKey}` }),
    async join(who, { role = "member", teams: slugs = [] } = {}) {
      const guest = { name: who, email: emailOf(who), password: PASSWORD };
      const invite = await post(asOwner, "invites", { email: guest.email, role });
      const asGuest = await browse();
      const token = invite.url.split("/").at(-1);
      await mutate(asGuest, "invite.accept", { token, name: who, password: PASSWORD });
      const person = await signIn(asGuest, guest);
      for (const team of teams) {
        if (!slugs.includes(team.slug)) continue;
        await expect(await asOwner.put(`teams/${team.id}/members/${person.id}`, { data: {} })).toBeOK();
      }
      return person;
    },
    async close() {
      await Promise.all(open.map((context) => context.dispose()));
    },
  };
}

/** Signs in as the form does, without a page. */
async function signIn(api: APIRequestContext, who: Omit<Person, "id" | "session">): Promise<Person> {
  const { csrfToken } = await (await api.get("/api/auth/csrf")).json();
  const form = { email: who.email, password: who.password, csrfToken, json: "true" };
  await expect(await api.post("/api/auth/callback/credentials", { form })).toBeOK();
  const { user } = await ask(api, "account.me");
  return { id: user.id, ...who, session: await api.storageState() };
}

/** Sends JSON over REST, and gives back what is answered. */
export async function post(api: APIRequestContext, path: string, data: object) {
  const answer = await api.post(path, { data });
  await expect(answer).toBeOK();
  return answer.json();
}

/** Reads JSON over REST. */
export async function get(api: APIRequestContext, path: string) {
  const answer = await api.get(path);
  await expect(answer).toBeOK();
  return answer.json();
}

/** A query as the pages make it, for what is not offered over REST. */
async function ask(api: APIRequestContext, operation: string) {
  return (await get(api, `/api/trpc/${operation}`)).result.data;
}

/** A mutation as the pages make it. */
async function mutate(api: APIRequestContext, operation: string, input: object) {
  return (await post(api, `/api/trpc/${operation}`, input)).result.data;
}
