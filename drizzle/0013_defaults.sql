ALTER TABLE "tenants" ADD COLUMN "defaults" json DEFAULT '{}'::json NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "single_keys" boolean DEFAULT true NOT NULL;