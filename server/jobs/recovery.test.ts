import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { withSystem } from "@/db/tenancy";
import { testDatabase } from "@/server/testing/database";

testDatabase();

/** Two looks for the dead, one of which was lost with whoever looked. */
const LOOKS_SECONDS = 6;

test("a job is given to others within half a minute of its worker's death, however often that has happened to it", async () => {
  const queues = await withSystem("test", (tx) =>
    tx.execute<{ name: string; seconds: number }>(sql`
      select name, heartbeat_seconds + retry_delay_max + ${LOOKS_SECONDS}::int as seconds
      from pgboss.queue where name in ('step.execute', 'timer.due', 'deadline.due', 'run.admit', 'event.dispatch',
        'run.hear', 'signal.deliver', 'child.report', 'child.cancel', 'callback.deliver')`),
  );
  expect(queues).toHaveLength(10);
  for (const { name, seconds } of queues) expect(seconds, name).toBeLessThanOrEqual(30);
});
