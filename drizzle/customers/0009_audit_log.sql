CREATE TABLE "audit_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"room" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"client" text,
	"action" text NOT NULL,
	"entity_type" text NOT NULL,
	"entity_id" text NOT NULL,
	"changes" jsonb NOT NULL,
	"request_id" text,
	"entered_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "audit_entries_by_time" ON "audit_entries" USING btree ("occurred_at","id");--> statement-breakpoint
CREATE INDEX "audit_entries_by_actor" ON "audit_entries" USING btree ("actor_id","occurred_at","id");--> statement-breakpoint
CREATE INDEX "audit_entries_by_action" ON "audit_entries" USING btree ("action","occurred_at","id");--> statement-breakpoint
CREATE INDEX "audit_entries_by_entity" ON "audit_entries" USING btree ("entity_id","entity_type","occurred_at","id");--> statement-breakpoint
CREATE INDEX "audit_entries_by_entity_type" ON "audit_entries" USING btree ("entity_type","occurred_at","id");--> statement-breakpoint
CREATE INDEX "addresses_by_phone" ON "addresses" USING btree ("phone" text_pattern_ops) WHERE phone is not null;--> statement-breakpoint
CREATE INDEX "customers_by_age" ON "customers" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "customers_email_prefix" ON "customers" USING btree (lower("email") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "customers_name_words" ON "customers" USING gin (to_tsvector('simple', coalesce("name", '')));