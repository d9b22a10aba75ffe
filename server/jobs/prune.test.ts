import { expect, test } from "vitest";
import { makeTenant } from "@/db/factories";
import { passwordResets } from "@/db/schema/users";
import { withSystem } from "@/db/tenancy";
import { newId } from "@/server/platform/ids";
import { testDatabase } from "@/server/testing/database";
import { pruneNowAndThen } from "./prune";

testDatabase();

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

test("links for a new password go a week after they ran out, used or not; till then one is told what is wrong", async () => {
  const { owner } = await makeTenant();
  const link = (name: string, ago: number, used: boolean, now: Date) => ({
    id: newId(),
    userId: owner.id,
    tokenHash: name,
    createdAt: new Date(now.getTime() - ago - HOUR),
    expiresAt: new Date(now.getTime() - ago),
    usedAt: used ? new Date(now.getTime() - ago) : null,
  });
  await withSystem("links of all ages", (tx, now) =>
    tx
      .insert(passwordResets)
      .values([
        link("long used", 8 * DAY, true, now),
        link("long over", 8 * DAY, false, now),
        link("used lately", 6 * DAY, true, now),
        link("over lately", 6 * DAY, false, now),
        link("good", -HOUR, false, now),
      ]),
  );
  await pruneNowAndThen();
  const left = await withSystem("look at links", (tx) => tx.select().from(passwordResets));
  expect(left.map(({ tokenHash }) => tokenHash).sort()).toEqual(["good", "over lately", "used lately"]);
});
