-- Row-level security: who may see which rows. The owner migrates; the app never works as the owner.
-- `orkestra_app` sees one tenant, the one set for its transaction; `orkestra_system` sees all of them.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'orkestra_app') THEN CREATE ROLE orkestra_app NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'orkestra_system') THEN CREATE ROLE orkestra_system NOLOGIN; END IF;
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO orkestra_app, orkestra_system;
--> statement-breakpoint
-- After a commit the setting is '' and not NULL. STABLE and in a sub-select of the policy, it is read once a statement.
CREATE FUNCTION current_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.tenant_id', true), '')::uuid $$;
--> statement-breakpoint
-- Every migration that adds a table with a tenant_id calls this for it.
CREATE FUNCTION protect_tenant_table(target regclass, privileges text DEFAULT 'SELECT, INSERT, UPDATE, DELETE')
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY tenant ON %s TO orkestra_app USING (tenant_id = (SELECT current_tenant())) WITH CHECK (tenant_id = (SELECT current_tenant()))', target);
  EXECUTE format('CREATE POLICY system ON %s TO orkestra_system USING (true) WITH CHECK (true)', target);
  EXECUTE format('GRANT %s ON %s TO orkestra_app', privileges, target);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO orkestra_system', target);
  -- As long as a table is new, nothing tells the planner that all its rows may be one tenant's: any index that begins
  -- with tenant_id is as good to it as the primary key, and prepared statements keep the plan while the table grows.
  IF current_setting('server_version_num')::int >= 180000 THEN
    EXECUTE format($s$SELECT pg_restore_attribute_stats('schemaname', 'public', 'relname', %L, 'attname', 'tenant_id',
      'inherited', false, 'null_frac', 0::real, 'avg_width', 16, 'n_distinct', 1::real)$s$, target::text);
  END IF;
END $$;
--> statement-breakpoint
SELECT protect_tenant_table(t::regclass) FROM unnest(ARRAY[
  'members', 'invites', 'teams', 'team_members', 'api_keys', 'workflows', 'runs', 'run_timers', 'run_jobs',
  'tasks', 'task_deadlines', 'conversations', 'messages', 'idempotency_keys', 'notifications', 'webhook_deliveries',
  'triggers', 'trigger_deliveries', 'events', 'circuit_breakers', 'run_subscriptions', 'tools', 'memories'
]) AS t;
--> statement-breakpoint
-- What is history is only ever added to.
SELECT protect_tenant_table(t::regclass, 'SELECT, INSERT') FROM unnest(ARRAY[
  'workflow_versions', 'run_events', 'task_history', 'task_comments', 'audit_log', 'changes'
]) AS t;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE changes_id_seq TO orkestra_app, orkestra_system;
--> statement-breakpoint
ALTER TABLE tenants ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE tenants FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON tenants TO orkestra_app USING (id = (SELECT current_tenant())) WITH CHECK (id = (SELECT current_tenant()));
--> statement-breakpoint
CREATE POLICY system ON tenants TO orkestra_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, UPDATE ON tenants TO orkestra_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON tenants TO orkestra_system;
--> statement-breakpoint
-- A person is seen through their seats only: members' own policy holds inside this one.
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE users FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY seat ON users FOR SELECT TO orkestra_app USING (EXISTS (SELECT FROM members m WHERE m.user_id = users.id));
--> statement-breakpoint
CREATE POLICY system ON users TO orkestra_system USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT ON users TO orkestra_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON users, credentials, sessions, password_resets TO orkestra_system;
