-- Words of tasks and messages, as an index takes them: in lower case, without punctuation, whatever the language.
CREATE EXTENSION IF NOT EXISTS btree_gin;
--> statement-breakpoint
CREATE FUNCTION words_of(given text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT array_agg(word) FROM regexp_split_to_table(lower(given COLLATE pg_c_utf8), '[^[:alnum:]]+') AS word
  WHERE length(word) BETWEEN 1 AND 60);
--> statement-breakpoint
-- All words, or words that begin so; NULL, and so nothing, where there are none.
CREATE FUNCTION words_query(given text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT string_agg('''' || word || ''':*', ' & ')::tsquery FROM unnest(words_of(given)) AS word);
--> statement-breakpoint
-- A context's values without their names. What is long is searched at its beginning only.
CREATE FUNCTION task_words(title text, description text, context json) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_to_tsvector(coalesce(words_of(title || ' ' || left(coalesce(description, ''), 8000) || ' '
  || regexp_replace(left(context::text, 8000), '\\.|"[^"]*"\s*:', ' ', 'g')), '{}'));
--> statement-breakpoint
CREATE FUNCTION message_words(content text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_to_tsvector(coalesce(words_of(left(content, 8000)), '{}'));
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"user_id" uuid,
	"name" text NOT NULL,
	"query" json NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_views_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
DROP INDEX "tasks_open_team";--> statement-breakpoint
DROP INDEX "tasks_open_user";--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "holder_id" text GENERATED ALWAYS AS (coalesce(claimed_by->>'id', user_id::text)) STORED;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_tenant_id_user_id_members_tenant_id_user_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."members"("tenant_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "saved_views_user" ON "saved_views" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "saved_views_shared" ON "saved_views" USING btree ("tenant_id") WHERE shared;--> statement-breakpoint
CREATE INDEX "messages_words" ON "messages" USING gin ("tenant_id",message_words(content));--> statement-breakpoint
CREATE INDEX "tasks_open_team_due" ON "tasks" USING btree ("tenant_id","team_id",coalesce(next_due_at, breached_at, 'infinity'::timestamptz),"id") WHERE status in ('created','assigned','claimed');--> statement-breakpoint
CREATE INDEX "tasks_open_holder_due" ON "tasks" USING btree ("tenant_id","holder_id",coalesce(next_due_at, breached_at, 'infinity'::timestamptz),"id") WHERE status in ('created','assigned','claimed');--> statement-breakpoint
CREATE INDEX "tasks_open_priority" ON "tasks" USING btree ("tenant_id",(case priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end),coalesce(next_due_at, breached_at, 'infinity'::timestamptz),"id") WHERE status in ('created','assigned','claimed');--> statement-breakpoint
CREATE INDEX "tasks_open_breached" ON "tasks" USING btree ("tenant_id","breached_at","id") WHERE status in ('created','assigned','claimed') and breached_at is not null;--> statement-breakpoint
CREATE INDEX "tasks_put_off" ON "tasks" USING btree ("tenant_id",coalesce(next_due_at, breached_at, 'infinity'::timestamptz),"id") WHERE status in ('created','assigned','claimed') and (snoozed_until is not null or waiting_since is not null);--> statement-breakpoint
CREATE INDEX "tasks_updated" ON "tasks" USING btree ("tenant_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "tasks_words" ON "tasks" USING gin ("tenant_id",task_words(title, description, context));
--> statement-breakpoint
SELECT protect_tenant_table('saved_views');
