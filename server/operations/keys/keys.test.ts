import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { makeKey, makeMember, makeTenant } from "@/db/factories";
import { apiKeys } from "@/db/schema/keys";
import { idempotencyKeys } from "@/db/schema/platform";
import { tenants } from "@/db/schema/tenants";
import { withSystem } from "@/db/tenancy";
import { actorOfApiKey } from "@/server/auth/api-key";
import { hashKeySecret, isKeySecret, newKeySecret } from "@/server/domain/keys/secret";
import { perform } from "@/server/operations/perform";
import { getTenant } from "@/server/operations/tenant/get";
import { KEY_SCOPES } from "@/server/platform/permissions";
import { testDatabase } from "@/server/testing/database";
import { createKey } from "./create";
import { listKeys } from "./list";
import { revokeKey } from "./revoke";

testDatabase();

const storedKey = async (id: string) => {
  const [row] = await withSystem("test", (tx) => tx.select().from(apiKeys).where(eq(apiKeys.id, id)));
  return row;
};

test("a key is shown once and stored as a hash", async () => {
  const { owner } = await makeTenant();
  const input = { name: "Bot", scopes: ["runs:write", "runs:read"] };
  const made = await perform(createKey, owner, input, { idempotencyKey: "key-1" });
  expect(made.secret).toMatch(/^ork_live_[0-9A-Za-z]{36}$/);
  expect(made.secret?.startsWith(made.prefix)).toBe(true);
  expect(made.scopes).toEqual(["runs:read", "runs:write"]);
  const again = await perform(createKey, owner, input, { idempotencyKey: "key-1" });
  expect(again).toEqual({ ...made, secret: null });
  const stored = await storedKey(made.id);
  expect(stored?.hash).toBe(hashKeySecret(made.secret ?? ""));
  const kept = await withSystem("test", (tx) => tx.select().from(idempotencyKeys));
  const shown = await perform(listKeys, owner, {});
  expect(JSON.stringify([stored, kept, shown])).not.toContain(made.secret?.slice(made.prefix.length));
});

test("a key does what its scopes say, in its own workspace, and nothing else", async () => {
  const tenant = await makeTenant();
  const { actor } = await makeKey(tenant, { name: "Reader", scopes: ["members:read"] });
  expect(actor).toMatchObject({ type: "apiKey", name: "Reader", channel: "api", tenantId: tenant.tenantId });
  expect(await perform(getTenant, actor, {})).toMatchObject({ id: tenant.tenantId });
  await expect(perform(listKeys, actor, {})).rejects.toMatchObject({ kind: "Forbidden" });
});

test("a key may do no more than whoever makes it", async () => {
  const tenant = await makeTenant();
  const { actor: maker } = await makeKey(tenant, { scopes: ["admin:keys", "tasks:read"] });
  const made = await perform(createKey, maker, { name: "Same", scopes: ["tasks:read"] });
  expect(made.createdBy).toMatchObject({ type: "apiKey", id: maker.id });
  await expect(perform(createKey, maker, { name: "More", scopes: ["tasks:write"] })).rejects.toMatchObject({
    kind: "Forbidden",
    code: "scopes_beyond_own",
    errors: [{ path: "scopes" }],
  });
  const owned = perform(createKey, tenant.owner, { name: "Owner", scopes: ["owner:tenant"] });
  await expect(owned).rejects.toMatchObject({ kind: "Invalid" });
  const member = await makeMember(tenant);
  await expect(perform(createKey, member, { name: "Mine", scopes: ["tasks:read"] })).rejects.toMatchObject({
    kind: "Forbidden",
  });
});

test("a revoked key opens nothing from the next request on, and goes out of sight", async () => {
  const tenant = await makeTenant();
  const { id, secret } = await makeKey(tenant);
  expect(await actorOfApiKey(secret)).not.toBeNull();
  const revoked = await perform(revokeKey, tenant.owner, { keyId: id });
  expect(revoked.revokedAt).not.toBeNull();
  expect(await actorOfApiKey(secret)).toBeNull();
  const { revokedAt } = await perform(revokeKey, tenant.owner, { keyId: id });
  expect(revokedAt).toBe(revoked.revokedAt);
  expect((await perform(listKeys, tenant.owner, {})).data).toEqual([]);
  expect((await perform(listKeys, tenant.owner, { includeRevoked: true })).data).toMatchObject([{ id }]);
});

test("a key revoked while it is in use all the time is never trusted again", async () => {
  const tenant = await makeTenant();
  const { id, secret } = await makeKey(tenant);
  let over = false;
  const users = Array.from({ length: 4 }, async () => {
    while (!over) await actorOfApiKey(secret);
  });
  await perform(revokeKey, tenant.owner, { keyId: id });
  const after = await actorOfApiKey(secret);
  over = true;
  await Promise.all(users);
  expect([after, await actorOfApiKey(secret)]).toEqual([null, null]);
});

test("a mistyped key is told by its checksum, without a question to the database", async () => {
  const secret = newKeySecret();
  expect(isKeySecret(secret)).toBe(true);
  for (let at = "ork_live_".length; at < secret.length; at++) {
    const other = secret[at] === "a" ? "b" : "a";
    expect(isKeySecret(`${secret.slice(0, at)}${other}${secret.slice(at + 1)}`)).toBe(false);
  }
  for (const nonsense of [
    "",
    "ork_live_",
    `${secret}x`,
    secret.toUpperCase(),
    "Bearer x",
    "ork_live_' or 1=1 --",
  ]) {
    expect(await actorOfApiKey(nonsense)).toBeNull();
  }
});

test("a suspended workspace's keys open nothing", async () => {
  const tenant = await makeTenant();
  const { secret } = await perform(createKey, tenant.owner, { name: "Unused", scopes: ["tasks:read"] });
  await withSystem("test", (tx) =>
    tx.update(tenants).set({ status: "suspended" }).where(eq(tenants.id, tenant.tenantId)),
  );
  expect(await actorOfApiKey(secret ?? "")).toBeNull();
});

test("the last use of a key is shown", async () => {
  const tenant = await makeTenant();
  const { id } = await makeKey(tenant);
  await vi.waitFor(async () => expect((await storedKey(id))?.lastUsedAt).not.toBeNull());
  const { data } = await perform(listKeys, tenant.owner, {});
  expect(data[0]?.lastUsedAt).toMatch(/^\d{4}-.*Z$/);
});

test("strangers neither see nor revoke another workspace's keys", async () => {
  const tenant = await makeTenant();
  const stranger = await makeTenant();
  const { id, secret } = await makeKey(tenant, { scopes: KEY_SCOPES });
  expect((await perform(listKeys, stranger.owner, {})).data).toEqual([]);
  await expect(perform(revokeKey, stranger.owner, { keyId: id })).rejects.toMatchObject({ kind: "NotFound" });
  expect(await actorOfApiKey(secret)).not.toBeNull();
});

test("keys are found by a part of their name, and their pages join without a gap", async () => {
  const tenant = await makeTenant();
  for (let n = 1; n <= 5; n++) await makeKey(tenant, { name: `Bot ${n}` });
  await makeKey(tenant, { name: "100% human" });
  const named = async (query: string) =>
    (await perform(listKeys, tenant.owner, { query })).data.map(({ name }) => name);
  expect(await named("bot 3")).toEqual(["Bot 3"]);
  expect(await named("%")).toEqual(["100% human"]);
  const first = await perform(listKeys, tenant.owner, { query: "bot", limit: 3 });
  const second = await perform(listKeys, tenant.owner, { query: "bot", limit: 3, cursor: first.nextCursor });
  const all = [...first.data, ...second.data].map(({ name }) => name);
  expect(all).toEqual(["Bot 5", "Bot 4", "Bot 3", "Bot 2", "Bot 1"]);
  expect(second.nextCursor).toBeNull();
});
