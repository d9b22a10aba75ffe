import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { type MadeTenant, makeTenant } from "@/db/factories";
import { triggers } from "@/db/schema/triggers";
import { withSystem } from "@/db/tenancy";
import { sweepStarts } from "@/server/jobs/sweep-starts";
import { operations } from "@/server/operations";
import { perform } from "@/server/operations/perform";
import { systemActor } from "@/server/platform/actor";
import { testDatabase } from "@/server/testing/database";

testDatabase();
const { trigger, workflow, run } = operations;

let tenant: MadeTenant;

beforeAll(async () => {
  tenant = await makeTenant();
  const steps = { done: { kind: "end", output: "${input}" } };
  await perform(workflow.put, tenant.owner, { name: "tick", title: "Tick", start: "done", steps });
});

const makeSchedule = (schedule: object, more: object = {}) =>
  perform(trigger.create, tenant.owner, { workflow: "tick", schedule, ...more });
const look = (triggerId: string) => perform(trigger.get, tenant.owner, { triggerId });
const logOf = async (triggerId: string) =>
  (await perform(trigger.deliveries, tenant.owner, { triggerId })).data.reverse();

/** Makes a schedule's time have come, so many minutes ago. */
async function passMinutes(triggerId: string, minutes: number): Promise<void> {
  await withSystem("test", (tx) =>
    tx
      .update(triggers)
      .set({ nextDueAt: sql`date_trunc('minute', now()) - make_interval(mins => ${minutes})` })
      .where(eq(triggers.id, triggerId)),
  );
}

test("a schedule that is due starts one run, whoever looks at once, and moves on to its next time", async () => {
  const { id } = await makeSchedule(
    { cron: "* * * * *" },
    { input: { at: "${schedule.dueAt}" }, tags: ["hourly"] },
  );
  await passMinutes(id, 0);
  const looks = Array.from({ length: 8 }, () =>
    perform(trigger.fireDue, systemActor(tenant.tenantId), { triggerId: id }),
  );
  const started = (await Promise.all([...looks, sweepStarts()])).slice(0, -1) as { started: number }[];
  expect(started.reduce((sum, look) => sum + look.started, 0)).toBeLessThanOrEqual(1);
  const [delivery, ...more] = await logOf(id);
  expect([delivery?.status, more]).toEqual(["started", []]);
  const { data } = await perform(run.list, tenant.owner, { tags: ["hourly"] });
  expect(data).toMatchObject([{ id: delivery?.runIds[0], output: { at: delivery?.key }, tags: ["hourly"] }]);
  const { nextDueAt, lastStartedAt } = await look(id);
  expect(Date.parse(nextDueAt ?? "")).toBeGreaterThan(Date.parse(lastStartedAt ?? ""));
  await sweepStarts();
  expect(await logOf(id)).toHaveLength(1);
});

test("a schedule shows its next five times", async () => {
  const { id } = await makeSchedule({ cron: "0 9 * * 1-5", timeZone: "Europe/Berlin" });
  const { nextOccurrences, nextDueAt } = await look(id);
  expect(nextOccurrences).toHaveLength(5);
  expect(nextOccurrences[0]).toBe(nextDueAt);
  const hours = nextOccurrences.map((at) =>
    new Date(at).toLocaleTimeString("en-GB", {
      timeZone: "Europe/Berlin",
      hour: "2-digit",
      minute: "2-digit",
    }),
  );
  expect(new Set(hours)).toEqual(new Set(["09:00"]));
});

test.each([
  ["skip", 30, { started: 0, skipped: 1 }],
  ["once", 30, { started: 1, skipped: 1 }],
  ["all", 30, { started: 10, skipped: 1 }],
  ["all", 5, { started: 5, skipped: 0 }],
])(
  "of the times that passed while nothing ran, %s makes up (%i of them)",
  async (missed, minutes, expected) => {
    const { id } = await makeSchedule({ rrule: "FREQ=MINUTELY", startsAt: "2026-01-01T00:00", missed });
    // An hour ago and before: nothing of it is on time, whatever second this test runs in.
    await withSystem("test", async (tx) => {
      await tx.execute(sql`
      update triggers set
        next_due_at = date_trunc('minute', now()) - make_interval(mins => ${60 + minutes - 1}),
        config = (config::jsonb || jsonb_build_object('rrule',
          'FREQ=MINUTELY;UNTIL=' || to_char((now() - interval '60 minutes') at time zone 'UTC', 'YYYYMMDD"T"HH24MI"59Z"')))::json
      where id = ${id}`);
    });
    await sweepStarts();
    const log = await logOf(id);
    const count = (status: string) => log.filter((entry) => entry.status === status).length;
    expect({ started: count("started"), skipped: count("skipped") }).toEqual(expected);
    const keys = log.filter((entry) => entry.status === "started").map((entry) => entry.key);
    expect(keys).toEqual([...keys].sort());
    expect(new Set(keys).size).toBe(keys.length);
    // The rule has come to its end.
    expect((await look(id)).nextDueAt).toBeNull();
  },
);

test("switched off it misses nothing: switched on again it begins anew", async () => {
  const { id } = await makeSchedule({ cron: "* * * * *", missed: "all" });
  await perform(trigger.update, tenant.owner, { triggerId: id, enabled: false });
  await passMinutes(id, 30);
  await sweepStarts();
  expect(await logOf(id)).toEqual([]);
  const { nextDueAt } = await perform(trigger.update, tenant.owner, { triggerId: id, enabled: true });
  expect(Date.parse(nextDueAt ?? "")).toBeGreaterThan(Date.now() - 1_000);
});

test("a start that is refused is written down, and the schedule goes on", async () => {
  const { id } = await makeSchedule({ cron: "* * * * *" }, { input: { n: "${schedule.nothing}" } });
  await passMinutes(id, 0);
  await sweepStarts();
  expect(await logOf(id)).toMatchObject([{ status: "failed", code: "mapping_failed" }]);
  expect((await look(id)).nextDueAt).not.toBeNull();
});

test("a trigger stays what it is", async () => {
  const { id } = await makeSchedule({ cron: "* * * * *" });
  const change = perform(trigger.update, tenant.owner, { triggerId: id, event: { name: "task.created" } });
  await expect(change).rejects.toMatchObject({ code: "trigger_invalid", errors: [{ path: "event" }] });
  const both = makeSchedule({ cron: "* * * * *" }, { webhook: {} });
  await expect(both).rejects.toMatchObject({ code: "trigger_invalid" });
  const neither = perform(trigger.create, tenant.owner, { workflow: "tick" });
  await expect(neither).rejects.toMatchObject({ code: "trigger_invalid" });
});
