CREATE TABLE "task_templates" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"description" text,
	"form" json NOT NULL,
	"team_id" uuid,
	"priority" text NOT NULL,
	"sla" json,
	"created_by" json NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "task_templates_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "task_templates_slug" UNIQUE("tenant_id","slug")
);
--> statement-breakpoint
ALTER TABLE "invites" ADD COLUMN "team_ids" json DEFAULT '[]'::json NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "photo_key" text;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "muted_in_dashboard" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "muted_by_email" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "task_templates" ADD CONSTRAINT "task_templates_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "tasks_completed" ON "tasks" USING btree ("tenant_id","completed_at") WHERE completed_at is not null;
--> statement-breakpoint
SELECT protect_tenant_table('task_templates');