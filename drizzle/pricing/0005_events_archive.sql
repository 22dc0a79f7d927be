CREATE TABLE "event_history" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"version" integer NOT NULL,
	"key" uuid NOT NULL,
	"sequence" integer,
	"occurred_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox_archive" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"version" integer NOT NULL,
	"key" text NOT NULL,
	"sequence" integer,
	"history" boolean NOT NULL,
	"data" jsonb NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "retention_turns" (
	"kind" text PRIMARY KEY NOT NULL,
	"worker" uuid NOT NULL,
	"taken_until" timestamp with time zone NOT NULL,
	"position" text,
	"begun_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "outbox_archive_key" ON "outbox_archive" USING btree ("key","sequence");--> statement-breakpoint
CREATE INDEX "outbox_parked" ON "outbox" USING btree ("id") WHERE published_at is null and parked_at is not null;