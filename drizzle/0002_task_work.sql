CREATE TABLE "answer_rule_uses" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"rule_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"verdict" text,
	"reviewed_by" json,
	"reviewed_at" timestamp with time zone,
	CONSTRAINT "answer_rule_uses_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "answer_rules" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"workflow" text NOT NULL,
	"step_id" text NOT NULL,
	"condition" text NOT NULL,
	"answer" json NOT NULL,
	"max_uses" integer NOT NULL,
	"uses" integer DEFAULT 0 NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"created_by" json NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_by" json,
	"revoked_at" timestamp with time zone,
	"revoked_because" text,
	CONSTRAINT "answer_rules_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "canned_answers" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"shortcut" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"team_id" uuid,
	"created_by" json NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "canned_answers_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "task_decisions" (
	"tenant_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"seat" integer NOT NULL,
	"by" json NOT NULL,
	"on_behalf_of" json,
	"verdict" text NOT NULL,
	"form_data" json NOT NULL,
	"via" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "task_decisions_tenant_id_task_id_seat_pk" PRIMARY KEY("tenant_id","task_id","seat")
);
--> statement-breakpoint
CREATE TABLE "task_drafts" (
	"tenant_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"form_data" json NOT NULL,
	"device" text NOT NULL,
	"revision" integer NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "task_drafts_tenant_id_task_id_user_id_pk" PRIMARY KEY("tenant_id","task_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "task_links" (
	"tenant_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"by" json NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "task_links_tenant_id_task_id_other_id_pk" PRIMARY KEY("tenant_id","task_id","other_id")
);
--> statement-breakpoint
CREATE TABLE "task_pauses" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"by" json NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "task_pauses_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "task_presence" (
	"tenant_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"typing" boolean DEFAULT false NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "task_presence_tenant_id_task_id_user_id_pk" PRIMARY KEY("tenant_id","task_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "delegate_to" uuid;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "delegate_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "task_comments" ADD COLUMN "mentions" json DEFAULT '[]'::json NOT NULL;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "snoozed_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "waiting_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "suggestion" json;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "reply_by" text DEFAULT 'anyone' NOT NULL;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "deciders" json;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "answer_rule_uses" ADD CONSTRAINT "answer_rule_uses_tenant_id_rule_id_answer_rules_tenant_id_id_fk" FOREIGN KEY ("tenant_id","rule_id") REFERENCES "public"."answer_rules"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_rule_uses" ADD CONSTRAINT "answer_rule_uses_tenant_id_task_id_tasks_tenant_id_id_fk" FOREIGN KEY ("tenant_id","task_id") REFERENCES "public"."tasks"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_rules" ADD CONSTRAINT "answer_rules_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "canned_answers" ADD CONSTRAINT "canned_answers_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "canned_answers" ADD CONSTRAINT "canned_answers_tenant_id_team_id_teams_tenant_id_id_fk" FOREIGN KEY ("tenant_id","team_id") REFERENCES "public"."teams"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_decisions" ADD CONSTRAINT "task_decisions_tenant_id_task_id_tasks_tenant_id_id_fk" FOREIGN KEY ("tenant_id","task_id") REFERENCES "public"."tasks"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_drafts" ADD CONSTRAINT "task_drafts_tenant_id_task_id_tasks_tenant_id_id_fk" FOREIGN KEY ("tenant_id","task_id") REFERENCES "public"."tasks"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_drafts" ADD CONSTRAINT "task_drafts_tenant_id_user_id_members_tenant_id_user_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."members"("tenant_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_links" ADD CONSTRAINT "task_links_tenant_id_task_id_tasks_tenant_id_id_fk" FOREIGN KEY ("tenant_id","task_id") REFERENCES "public"."tasks"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_links" ADD CONSTRAINT "task_links_tenant_id_other_id_tasks_tenant_id_id_fk" FOREIGN KEY ("tenant_id","other_id") REFERENCES "public"."tasks"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_pauses" ADD CONSTRAINT "task_pauses_tenant_id_task_id_tasks_tenant_id_id_fk" FOREIGN KEY ("tenant_id","task_id") REFERENCES "public"."tasks"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_presence" ADD CONSTRAINT "task_presence_tenant_id_task_id_tasks_tenant_id_id_fk" FOREIGN KEY ("tenant_id","task_id") REFERENCES "public"."tasks"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_presence" ADD CONSTRAINT "task_presence_tenant_id_user_id_members_tenant_id_user_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."members"("tenant_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "answer_rule_uses_rule" ON "answer_rule_uses" USING btree ("tenant_id","rule_id","id");--> statement-breakpoint
CREATE INDEX "answer_rule_uses_task" ON "answer_rule_uses" USING btree ("tenant_id","task_id");--> statement-breakpoint
CREATE INDEX "answer_rules_live" ON "answer_rules" USING btree ("tenant_id","workflow","step_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "canned_answers_shortcut" ON "canned_answers" USING btree ("tenant_id","shortcut");--> statement-breakpoint
CREATE INDEX "task_links_other" ON "task_links" USING btree ("tenant_id","other_id");--> statement-breakpoint
CREATE INDEX "task_pauses_task" ON "task_pauses" USING btree ("tenant_id","task_id");--> statement-breakpoint
CREATE INDEX "task_pauses_open" ON "task_pauses" USING btree ("tenant_id","task_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "task_presence_expires" ON "task_presence" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "conversations_participant" ON "conversations" USING btree ("tenant_id","channel",(participant->>'id'),"id");--> statement-breakpoint
CREATE INDEX "tasks_snoozed" ON "tasks" USING btree ("snoozed_until") WHERE snoozed_until is not null;--> statement-breakpoint
CREATE INDEX "tasks_merged" ON "tasks" USING btree ("tenant_id","merged_into") WHERE merged_into is not null;--> statement-breakpoint
SELECT protect_tenant_table(t::regclass) FROM unnest(ARRAY[
  'task_pauses', 'task_presence', 'task_drafts', 'task_links', 'canned_answers', 'answer_rules', 'answer_rule_uses'
]) AS t;
--> statement-breakpoint
SELECT protect_tenant_table('task_decisions', 'SELECT, INSERT');
--> statement-breakpoint
-- Who looks at what is written again and again and is worth nothing after a crash.
ALTER TABLE "task_presence" SET UNLOGGED;
