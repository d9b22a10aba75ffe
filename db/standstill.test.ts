import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { makeTenant } from "@/db/factories";
import { testDatabase } from "@/server/testing/database";
import { isConnectionLost } from "./failures";
import { tenants } from "./schema/tenants";
import { withSystem, withTenant } from "./tenancy";

testDatabase();

test("every connection of ours ends a transaction in which its process stands still", async () => {
  const { tenantId } = await makeTenant();
  const setting = sql<{
    after: string;
  }>`select current_setting('idle_in_transaction_session_timeout') as after`;
  expect(await withTenant(tenantId, (tx) => tx.execute(setting))).toMatchObject([{ after: "10s" }]);
  expect(await withSystem("test", (tx) => tx.execute(setting))).toMatchObject([{ after: "10s" }]);
});

test("a process that stood still in a transaction has lost its locks, and hears that the database was lost", async () => {
  const { tenantId } = await makeTenant();
  const held = Promise.withResolvers<void>();
  const tried = Promise.withResolvers<void>();
  const still = withTenant(tenantId, async (tx) => {
    await tx.execute(sql`set local idle_in_transaction_session_timeout = 100`);
    await tx.select().from(tenants).for("update");
    held.resolve();
    await tried.promise;
    return tx.select().from(tenants);
  });
  still.catch(() => undefined);
  await held.promise;
  const others = await withTenant(tenantId, (tx) => tx.select().from(tenants).for("update"));
  expect(others).toHaveLength(1);
  tried.resolve();
  expect(isConnectionLost(await still.catch((error: unknown) => error))).toBe(true);
});
