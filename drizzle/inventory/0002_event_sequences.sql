ALTER TABLE "outbox" ADD COLUMN "sequence" integer;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "history" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_one_a_sequence" ON "outbox" USING btree ("key","sequence") WHERE sequence is not null;