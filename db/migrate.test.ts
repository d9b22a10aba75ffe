import { readFileSync } from "node:fs";
import { eq } from "drizzle-orm";
import postgres from "postgres";
import { expect, test } from "vitest";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { env } from "@/server/platform/env";
import { newId } from "@/server/platform/ids";
import { testDatabase } from "@/server/testing/database";
import { makeTenant } from "./factories";
import { taskDeadlines, tasks } from "./schema/tasks";
import { withSystem } from "./tenancy";

testDatabase();
const { task } = operations;

const HOUR = 3_600_000;

/** Does once more what a migration has done, with what was there before it. */
async function again(name: string): Promise<void> {
  const owner = postgres(env().databaseUrl as string, { max: 1 });
  await owner.unsafe(readFileSync(`drizzle/${name}.sql`, "utf8"));
  await owner.end();
}

test("a sign-off that was opened with a claim clock has none any more, nor what hung on it", async () => {
  const { owner, tenantId } = await makeTenant();
  const open = async (more: object, fired: boolean) => {
    const sla = { completeWithin: "4h" };
    const { id } = await perform(task.create, owner, { title: "Pay?", form: { fields: {} }, sla, ...more });
    await withSystem("as it was before", async (tx, now) => {
      const claim = (escalation: number | null, hours: number) => ({
        id: newId(),
        tenantId,
        taskId: id,
        clock: "claimWithin" as const,
        escalation,
        dueAt: new Date(now.getTime() + hours * HOUR),
        firedAt: fired && escalation === null ? now : null,
      });
      await tx.insert(taskDeadlines).values([claim(null, 1), claim(0, 2)]);
      const breachedAt = fired ? now : null;
      const nextDueAt = new Date(now.getTime() + HOUR);
      await tx.update(tasks).set({ breachedAt, nextDueAt }).where(eq(tasks.id, id));
    });
    return id;
  };
  const deciders = { quorum: 1, of: [{ user: owner.id }] };
  const signOffs = [await open({ deciders }, false), await open({ deciders }, true)];
  const plain = await open({}, true);
  await again("0015_sign_off_clocks");
  for (const taskId of signOffs) {
    const { deadlines, sla } = await perform(task.get, owner, { taskId });
    expect(deadlines.map(({ clock }) => clock)).toEqual(["completeWithin"]);
    expect(sla).toEqual({ nextDueAt: deadlines[0]?.dueAt, breachedAt: null });
  }
  const other = await perform(task.get, owner, { taskId: plain });
  expect(other.deadlines.filter(({ clock }) => clock === "claimWithin")).toHaveLength(2);
  expect(other.sla.breachedAt).not.toBeNull();
});
