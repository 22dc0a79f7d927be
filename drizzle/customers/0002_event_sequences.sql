ALTER TABLE "customers" ADD COLUMN "event_sequence" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "sequence" integer;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "history" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- Events from before get their numbers in the order they were written.
UPDATE "outbox" o SET sequence = n.sequence
FROM (SELECT id, row_number() OVER (PARTITION BY key ORDER BY id) AS sequence FROM outbox) n WHERE n.id = o.id;--> statement-breakpoint
UPDATE "customers" t SET event_sequence = n.last
FROM (SELECT key, max(sequence) AS last FROM outbox GROUP BY key) n WHERE n.key = t.id::text;--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_one_a_sequence" ON "outbox" USING btree ("key","sequence") WHERE sequence is not null;