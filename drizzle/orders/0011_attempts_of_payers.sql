CREATE TABLE "payer_attempts" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"window_ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "payer_attempts_count_something" CHECK (count > 0)
);
--> statement-breakpoint
CREATE INDEX "payer_attempts_age" ON "payer_attempts" USING btree ("window_ends_at");