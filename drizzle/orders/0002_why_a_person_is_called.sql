ALTER TABLE "placements" ADD COLUMN "attention_reason" text;--> statement-breakpoint
-- Until now the reason was the beginning of last_error.
UPDATE "placements" SET "attention_reason" = CASE
  WHEN starts_with("last_error", 'the capture was refused') THEN 'capture_refused'
  WHEN "last_error" = 'a participant let go of what a confirmed order needs' THEN 'participant_let_go'
  WHEN "last_error" = 'a participant kept what an aborted placement must let go' THEN 'participant_kept'
END WHERE "needs_attention";--> statement-breakpoint
ALTER TABLE "placements" ADD CONSTRAINT "placements_attention_reason_known" CHECK (attention_reason in ('capture_refused', 'participant_let_go', 'participant_kept'));--> statement-breakpoint
ALTER TABLE "placements" ADD CONSTRAINT "placements_attention_reason_when_flagged" CHECK (attention_reason is null or needs_attention);