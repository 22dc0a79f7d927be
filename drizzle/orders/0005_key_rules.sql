ALTER TABLE "cancellations" ADD COLUMN "key_scope" text;--> statement-breakpoint
ALTER TABLE "placements" ADD COLUMN "key_rules" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "cancellations_one_a_key" ON "cancellations" USING btree ("key_scope","idempotency_key") WHERE key_scope is not null;--> statement-breakpoint
ALTER TABLE "placements" ADD CONSTRAINT "placements_key_rules_known" CHECK (key_rules in (1, 2));