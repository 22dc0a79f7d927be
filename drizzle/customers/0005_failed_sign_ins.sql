CREATE TABLE "failed_sign_ins" (
	"key" "bytea" PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"window_ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "failed_sign_ins_failures_not_negative" CHECK ("failed_sign_ins"."failures" >= 0),
	CONSTRAINT "failed_sign_ins_key_of_32_bytes" CHECK (length("failed_sign_ins"."key") = 32)
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "client" "bytea";--> statement-breakpoint
CREATE INDEX "failed_sign_ins_by_window" ON "failed_sign_ins" USING btree ("window_ends_at");--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_client_of_32_bytes" CHECK (length("sessions"."client") = 32);