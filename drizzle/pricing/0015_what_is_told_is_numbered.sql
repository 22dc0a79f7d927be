ALTER TABLE "items" ADD COLUMN "prices_told" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "promotions" ADD COLUMN "event_sequence" integer DEFAULT 0 NOT NULL;