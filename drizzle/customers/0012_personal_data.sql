CREATE TABLE "personal_data_requests" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"status" text DEFAULT 'OPEN' NOT NULL,
	"rooms_left" text[] NOT NULL,
	"parts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"file" text,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "personal_data_requests_kind_known" CHECK ("personal_data_requests"."kind" in ('EXPORT', 'ERASURE')),
	CONSTRAINT "personal_data_requests_status_known" CHECK ("personal_data_requests"."status" in ('OPEN', 'DONE', 'FAILED')),
	CONSTRAINT "personal_data_requests_over_have_an_end" CHECK (("personal_data_requests"."status" = 'OPEN') = ("personal_data_requests"."finished_at" is null))
);
--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "personal_data_requests" ADD CONSTRAINT "personal_data_requests_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "personal_data_requests_one_open" ON "personal_data_requests" USING btree ("customer_id","kind") WHERE status = 'OPEN';--> statement-breakpoint
CREATE INDEX "personal_data_requests_of_customer" ON "personal_data_requests" USING btree ("customer_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "personal_data_requests_with_file" ON "personal_data_requests" USING btree ("finished_at") WHERE file is not null;--> statement-breakpoint
-- By hand: what the log said of somebody who is erased goes; nothing else of it ever changes.
CREATE OR REPLACE FUNCTION refuse_audit_entry_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('cartograph.erasing', true) = 'on' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'the log of changes is append only' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
