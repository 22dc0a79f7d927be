ALTER TABLE "sessions" ADD COLUMN "secret" "bytea";--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_secret_of_32_bytes" CHECK (length("sessions"."secret") = 32);