ALTER TABLE "circuit_breakers" ADD COLUMN "recent" json DEFAULT '[]'::json NOT NULL;--> statement-breakpoint
ALTER TABLE "run_jobs" ADD COLUMN "given_up" boolean DEFAULT false NOT NULL;