import { afterAll, expect, test, vi } from "vitest";
import { newId } from "@/server/platform/ids";
import { testDatabase } from "@/server/testing/database";
import { noteChange } from "./changes";
import { makeTenant } from "./factories";
import { changes } from "./schema/platform";
import { withSystem, withTenant } from "./tenancy";

testDatabase();
afterAll(() => vi.useRealTimers());

test("changes older than a day go when new ones are announced", async () => {
  const { tenantId } = await makeTenant();
  const [old, recent] = [newId(), newId()];
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  await withSystem("test", (tx) =>
    tx.insert(changes).values([
      { tenantId, topic: "task", entityId: old, at: daysAgo(2) },
      { tenantId, topic: "task", entityId: recent, at: daysAgo(0.9) },
    ]),
  );
  // The hour's pruning may have been done before these were there.
  vi.setSystemTime(Date.now() + 2 * 3_600_000);
  await withTenant(tenantId, async (tx) => noteChange(tx, tenantId, "task", newId()));
  await vi.waitFor(async () => {
    const kept = await withSystem("test", (tx) => tx.select({ id: changes.entityId }).from(changes));
    expect(kept.map(({ id }) => id)).not.toContain(old);
    expect(kept.map(({ id }) => id)).toContain(recent);
  });
});
