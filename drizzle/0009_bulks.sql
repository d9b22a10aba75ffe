CREATE TABLE "bulk_items" (
	"tenant_id" uuid NOT NULL,
	"bulk_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"outcome" text DEFAULT 'pending' NOT NULL,
	"problem" text,
	CONSTRAINT "bulk_items_tenant_id_bulk_id_task_id_pk" PRIMARY KEY("tenant_id","bulk_id","task_id")
);
--> statement-breakpoint
CREATE TABLE "bulks" (
	"id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"action" json NOT NULL,
	"actor" json NOT NULL,
	"total" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"undoes" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "bulks_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "bulk_items" ADD CONSTRAINT "bulk_items_tenant_id_bulk_id_bulks_tenant_id_id_fk" FOREIGN KEY ("tenant_id","bulk_id") REFERENCES "public"."bulks"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulks" ADD CONSTRAINT "bulks_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bulk_items_outcome" ON "bulk_items" USING btree ("tenant_id","bulk_id","outcome","task_id");--> statement-breakpoint
CREATE INDEX "bulks_created" ON "bulks" USING btree ("created_at");
--> statement-breakpoint
SELECT protect_tenant_table('bulks'), protect_tenant_table('bulk_items');
