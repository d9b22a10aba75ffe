CREATE TABLE "sla_definition_versions" (
	"tenant_id" uuid NOT NULL,
	"definition_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"spec" json NOT NULL,
	"created_by" json NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sla_definition_versions_tenant_id_definition_id_version_pk" PRIMARY KEY("tenant_id","definition_id","version")
);
--> statement-breakpoint
CREATE TABLE "sla_definitions" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"title" text NOT NULL,
	"version" integer NOT NULL,
	"spec" json NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"updated_by" json NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sla_definitions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "sla_definitions_name" UNIQUE("tenant_id","kind","name")
);
--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "availability" text DEFAULT 'online' NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "out_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "skills" json DEFAULT '[]'::json NOT NULL;--> statement-breakpoint
ALTER TABLE "team_members" ADD COLUMN "capacity" integer;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "sticky" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "sla_policy" text;--> statement-breakpoint
ALTER TABLE "task_deadlines" ADD COLUMN "started_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "task_deadlines" ADD COLUMN "met_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "skills" json;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "assignment" json;--> statement-breakpoint
ALTER TABLE "workflows" ADD COLUMN "sla_policy" text;--> statement-breakpoint
ALTER TABLE "sla_definition_versions" ADD CONSTRAINT "sla_definition_versions_tenant_id_definition_id_sla_definitions_tenant_id_id_fk" FOREIGN KEY ("tenant_id","definition_id") REFERENCES "public"."sla_definitions"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sla_definitions" ADD CONSTRAINT "sla_definitions_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "sla_definitions_default" ON "sla_definitions" USING btree ("tenant_id","kind") WHERE is_default;
--> statement-breakpoint
SELECT protect_tenant_table('sla_definitions');
--> statement-breakpoint
SELECT protect_tenant_table('sla_definition_versions', 'SELECT, INSERT');
