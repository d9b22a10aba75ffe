-- Those who sign a task off claim nothing, so no clock waits for a claim of theirs: also not where it was opened before.
-- The owner is held to the policies of tenants as well, and has none of them.
ALTER TABLE "task_deadlines" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "tasks" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
WITH halted AS (
  DELETE FROM "task_deadlines" d USING "tasks" t
  WHERE t.tenant_id = d.tenant_id AND t.id = d.task_id AND t.deciders IS NOT NULL
    AND t.status IN ('created', 'assigned', 'claimed') AND d.clock = 'claimWithin' AND d.met_at IS NULL
  RETURNING d.tenant_id, d.task_id
), others AS (
  SELECT h.tenant_id, h.task_id,
    min(d.due_at) FILTER (WHERE d.fired_at IS NULL AND d.met_at IS NULL AND d.stopped_at IS NULL) AS next_due_at,
    bool_or(d.fired_at IS NOT NULL AND d.escalation IS NULL) AS missed
  FROM (SELECT DISTINCT tenant_id, task_id FROM halted) h
  LEFT JOIN "task_deadlines" d ON d.tenant_id = h.tenant_id AND d.task_id = h.task_id
    AND (d.clock <> 'claimWithin' OR d.met_at IS NOT NULL)
  GROUP BY h.tenant_id, h.task_id
)
UPDATE "tasks" t
SET next_due_at = o.next_due_at, breached_at = CASE WHEN o.missed THEN t.breached_at END
FROM others o WHERE t.tenant_id = o.tenant_id AND t.id = o.task_id;--> statement-breakpoint
ALTER TABLE "tasks" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "task_deadlines" FORCE ROW LEVEL SECURITY;