import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { makeMember, makeTenant, NOBODY, PASSWORD } from "@/db/factories";
import { tenants } from "@/db/schema/tenants";
import { credentials } from "@/db/schema/users";
import { withSystem } from "@/db/tenancy";
import { perform } from "@/server/operations/perform";
import { createTenant } from "@/server/operations/tenant/create";
import { updateTenant } from "@/server/operations/tenant/update";
import { testDatabase } from "@/server/testing/database";
import { me } from "./me";
import { signUp } from "./sign-up";
import { switchTenant } from "./switch-tenant";

testDatabase();

const person = (email: string, workspaceName = "Acme") => ({
  name: "Ada",
  workspaceName,
  email,
  password: PASSWORD,
});

async function counts() {
  const [row] = await withSystem("test", (tx) =>
    tx.execute<{ users: number; tenants: number; seats: number }>(sql`select
      (select count(*)::int from users) as users, (select count(*)::int from tenants) as tenants,
      (select count(*)::int from members) as seats`),
  );
  return row;
}

test("signing up makes a user, their workspace, and their seat as its owner", async () => {
  const { user, tenant } = await perform(signUp, NOBODY, person("Ada@Example.com", "Zoë's Café"));
  expect(user).toMatchObject({ email: "ada@example.com", name: "Ada" });
  expect(tenant).toMatchObject({ name: "Zoë's Café", slug: "zoe-s-cafe" });
  const seen = await perform(me, { type: "visitor", name: "Ada", userId: user.id }, {});
  expect(seen).toMatchObject({ tenant: { id: tenant.id }, role: "owner", tenants: [{ role: "owner" }] });
  expect(seen.permissions).toContain("owner:tenant");
});

test("a password is stored as its argon2id hash alone", async () => {
  const { user } = await perform(signUp, NOBODY, person("hash@example.com"));
  const [row] = await withSystem("test", (tx) =>
    tx.select().from(credentials).where(eq(credentials.userId, user.id)),
  );
  expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test("a short password is refused with a sentence at its field", async () => {
  const refused = perform(signUp, NOBODY, { ...person("short@example.com"), password: "too short" });
  await expect(refused).rejects.toMatchObject({
    kind: "Invalid",
    errors: [{ path: "password", message: "must have at least 10 characters" }],
  });
});

test("signing up with a taken e-mail changes nothing", async () => {
  await perform(signUp, NOBODY, person("taken@example.com"));
  const before = await counts();
  const refused = perform(signUp, NOBODY, person("TAKEN@example.com", "Another"));
  await expect(refused).rejects.toMatchObject({
    kind: "Conflict",
    code: "email_taken",
    errors: [{ path: "email" }],
  });
  expect(await counts()).toEqual(before);
});

test("a taken slug is refused with a free one, and nobody is signed up", async () => {
  const { slug } = await makeTenant({ name: "Globex" });
  const before = await counts();
  const refused = perform(signUp, NOBODY, { ...person("slug@example.com"), workspaceSlug: slug });
  await expect(refused).rejects.toMatchObject({
    code: "slug_taken",
    details: { suggestion: `${slug}-2` },
    errors: [{ path: "workspaceSlug" }],
  });
  expect(await counts()).toEqual(before);
});

test("workspaces of one name get slugs of their own, also when made at once", async () => {
  const made = await Promise.all(
    Array.from({ length: 4 }, (_, i) => perform(signUp, NOBODY, person(`same-${i}@example.com`, "Initech"))),
  );
  expect(made.map(({ tenant }) => tenant.slug).sort()).toEqual([
    "initech",
    "initech-2",
    "initech-3",
    "initech-4",
  ]);
});

test("a name that no slug can be written of gets one anyway", async () => {
  const { tenant } = await perform(signUp, NOBODY, person("kanji@example.com", "株式会社"));
  expect(tenant.slug).toMatch(/^workspace(-\d+)?$/);
});

test("one may open another workspace and look at it; a stranger's stays closed", async () => {
  const { owner, tenantId } = await makeTenant();
  const stranger = await makeTenant();
  const second = await perform(createTenant, owner, { name: "Second" });
  expect((await perform(me, owner, {})).tenant?.id).toBe(tenantId);
  await perform(switchTenant, owner, { tenantId: second.id });
  const seen = await perform(me, owner, {});
  expect(seen.tenant?.id).toBe(second.id);
  expect(seen.tenants.map((tenant) => tenant.id).sort()).toEqual([tenantId, second.id].sort());
  const refused = perform(switchTenant, owner, { tenantId: stranger.tenantId });
  await expect(refused).rejects.toMatchObject({ kind: "NotFound" });
});

test("an admin renames the workspace, a member may not, and another's slug is refused", async () => {
  const tenant = await makeTenant();
  const other = await makeTenant();
  const member = await makeMember(tenant, "member");
  expect(await perform(updateTenant, tenant.owner, { name: "Renamed" })).toMatchObject({ name: "Renamed" });
  await expect(perform(updateTenant, member, { name: "Mine" })).rejects.toMatchObject({ kind: "Forbidden" });
  const refused = perform(updateTenant, tenant.owner, { slug: other.slug });
  await expect(refused).rejects.toMatchObject({ code: "slug_taken" });
  const [row] = await withSystem("test", (tx) =>
    tx.select().from(tenants).where(eq(tenants.id, tenant.tenantId)),
  );
  expect(row).toMatchObject({ name: "Renamed", slug: tenant.slug });
});
